"""What a student says on the plan's pages."""

from plans.forms.blocks import BlockForms, BlockLogForm, block_forms
from plans.forms.proposal import ProposalForm
from plans.forms.what_if import WhatIfForm

__all__ = ["BlockForms", "BlockLogForm", "ProposalForm", "WhatIfForm", "block_forms"]
