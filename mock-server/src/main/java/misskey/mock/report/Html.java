package misskey.mock.report;

/** HTML that is being written. Every text in it is escaped; only names of elements and classes are written as they are. */
final class Html {
    private final StringBuilder written = new StringBuilder();

    Html open(String element) {
        written.append('<').append(element).append('>');
        return this;
    }

    /** Opens an element of this class. */
    Html open(String element, String style) {
        written.append('<').append(element).append(" class=\"").append(style).append("\">");
        return this;
    }

    /** Opens the row of a line of the journal. */
    Html openLine(int line, String style) {
        written.append("<tr id=\"l")
                .append(line)
                .append("\" class=\"")
                .append(style)
                .append("\">");
        return this;
    }

    Html close(String element) {
        written.append("</").append(element).append(">\n");
        return this;
    }

    Html text(String text) {
        written.append(Visible.escaped(text));
        return this;
    }

    /** A text and a line break, which counts in {@code pre}. */
    Html line(String text) {
        written.append(Visible.escaped(text)).append('\n');
        return this;
    }

    Html element(String element, String text) {
        return open(element).text(text).close(element);
    }

    /** A row of a table with a cell for each text. */
    Html row(String cell, String... texts) {
        open("tr");
        for (String text : texts) {
            element(cell, text);
        }
        return close("tr");
    }

    /** A cell as wide as so many columns. */
    Html wideCell(String text, int columns) {
        written.append("<td colspan=\"").append(columns).append("\">");
        return text(text).close("td");
    }

    /** The number of a line of the journal, which leads there where the page has it. */
    Html lineNumber(int line, boolean shown) {
        if (shown) {
            written.append("<a href=\"#l")
                    .append(line)
                    .append("\">")
                    .append(line)
                    .append("</a> ");
        } else {
            written.append(line).append(' ');
        }
        return this;
    }

    @Override
    public String toString() {
        return written.toString();
    }
}
