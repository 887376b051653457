"""`python -m readinglist`."""

from readinglist.main import start

if __name__ == "__main__":
    start()
