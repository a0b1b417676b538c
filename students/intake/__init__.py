"""The intake: what a student tells us once, in short steps that are saved as they are typed."""
