"""`python -m readinglist`."""

from readinglist.main import run

if __name__ == "__main__":
    run()
