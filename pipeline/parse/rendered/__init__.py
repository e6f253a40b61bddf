"""Pages that are not HTML, as the HTML that they are shown as: Markdown, reStructuredText, AsciiDoc, documents."""
