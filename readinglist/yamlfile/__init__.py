"""YAML files: read within limits, edited so that nothing else changes, written as a person would.

Names are imported from the modules: who reads one file does without all that edits and writes them.
"""
