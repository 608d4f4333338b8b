//! Footnotes: their references in the text, and their list at its end.

use super::Body;

impl Body<'_> {
    pub(super) fn note_reference(&mut self, note: usize) {
        self.references[note] += 1;
        let (number, time) = (note + 1, self.references[note]);
        let back = self.unique(&format!("note-ref-{number}{}", suffix(time)));
        let to = format!("#{}", self.unique(&format!("note-{number}")));
        let label = format!("{} {number}", self.strings.get("body", "notes"));
        let mut attributes =
            vec![("class", "note-ref"), ("href", to.as_str()), ("id", &back), ("role", "doc-noteref"), ("aria-label", &label)];
        attributes.extend(self.style.epub_type("noteref"));
        self.html.raw("<sup>").element("a", &attributes, &number.to_string()).raw("</sup>");
    }

    pub(super) fn notes(&mut self) {
        let page = self.page;
        if page.body().notes.is_empty() {
            return;
        }
        let label = self.strings.get("body", "notes");
        let mut attributes = vec![("class", "notes"), ("role", "doc-endnotes"), ("aria-label", label)];
        attributes.extend(self.style.epub_type("footnotes"));
        self.html.open("section", &attributes).raw("\n<ol>\n");
        for (index, note) in page.body().notes.iter().enumerate() {
            let number = index + 1;
            let id = self.unique(&format!("note-{number}"));
            let mut attributes = vec![("id", id.as_str())];
            attributes.extend(self.style.epub_type("footnote"));
            self.html.open("li", &attributes);
            self.blocks(&note.blocks);
            for time in 1..=note.references {
                let back = format!("#{}", self.unique(&format!("note-ref-{number}{}", suffix(time))));
                let attributes =
                    [("href", back.as_str()), ("role", "doc-backlink"), ("aria-label", self.strings.get("body", "back_to_text"))];
                self.html.raw(" ").element("a", &attributes, "↩");
            }
            self.html.raw("</li>\n");
        }
        self.html.raw("</ol>\n</section>\n");
    }
}

/// The second reference to a note has an id of its own.
fn suffix(time: usize) -> String {
    if time == 1 { String::new() } else { format!("-{time}") }
}
