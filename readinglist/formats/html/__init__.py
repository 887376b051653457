"""HTML: the list as one page that needs no network; its page, style and script lie beside this."""
