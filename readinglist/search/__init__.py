"""Search that ranks and forgives: words of a query, what they may have meant, and which entries have them."""

from readinglist.search.looking import Match, Reason
from readinglist.search.meaning import CORRECTED, Term, meanings
from readinglist.search.ranking import Found, Hit, search

__all__ = ["CORRECTED", "Found", "Hit", "Match", "Reason", "Term", "meanings", "search"]
