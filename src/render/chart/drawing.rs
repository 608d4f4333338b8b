//! What every chart is drawn with: lines of text, bars, marks and the legend, from the top down. Lengths are in user
//! units; the picture is as wide as a phone's column, so that its text is legible there.
//!
//! Colours, patterns' strokes and dashes are the theme's (`figures.css`); shapes are decided here.

use crate::render::html::Html;

/// Width of the picture in user units.
pub const WIDTH: f64 = 320.0;
/// Height of a line of text.
pub const LINE: f64 = 23.0;
/// Mean width of a letter at the size of the text, measured over Vietnamese prose in common sans-serif faces.
pub const LETTER: f64 = 8.6;
/// Height of a bar.
pub const BAR: f64 = 14.0;

/// A picture in the making.
pub struct Drawing {
    html: Html,
    /// How far down it reaches so far.
    pub y: f64,
    id: String,
    /// Which of the two patterns are used: series 3, series 4.
    patterns: [bool; 2],
}

/// To which side of its place a text extends.
#[derive(Clone, Copy)]
pub enum Anchor {
    Start,
    Middle,
    End,
}

impl Drawing {
    /// An empty picture; `id` is unique in the document.
    pub fn new(id: &str) -> Self {
        Self { html: Html::new(), y: 0.0, id: id.to_owned(), patterns: [false; 2] }
    }

    /// The markup and its height.
    pub fn finish(mut self) -> (String, f64) {
        for (at, shape) in [(0, "M-1 1l2-2M0 6l6-6M5 7l2-2"), (1, "M3 3h.01")] {
            if self.patterns[at] {
                let (id, series) = (&self.id, at + 3);
                self.html.raw(&format!(
                    "<pattern id=\"{id}-{series}\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\"><path class=\"pattern-{series}\" d=\"{shape}\"/></pattern>"
                ));
            }
        }
        (self.html.finish(), self.y.ceil())
    }

    /// Writes text in as many lines of `width` as it needs, and goes on below them.
    pub fn lines(&mut self, class: &str, x: f64, width: f64, text: &str) {
        for line in wrapped(text, width) {
            self.y += LINE;
            self.text(class, x, self.y - 6.0, Anchor::Start, &line);
        }
    }

    /// Writes a line of text at a place.
    pub fn text(&mut self, class: &str, x: f64, y: f64, anchor: Anchor, text: &str) {
        let (x, y) = (format!("{x:.1}"), format!("{y:.1}"));
        let mut attributes = vec![("class", class), ("x", x.as_str()), ("y", y.as_str())];
        match anchor {
            Anchor::Start => {}
            Anchor::Middle => attributes.push(("text-anchor", "middle")),
            Anchor::End => attributes.push(("text-anchor", "end")),
        }
        self.html.element("text", &attributes, text);
    }

    /// Draws the ground of a bar.
    pub fn track(&mut self, x: f64, y: f64, width: f64) {
        self.html.raw(&format!("<rect class=\"bar-track\" x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{BAR}\" rx=\"2\"/>"));
    }

    /// Draws a bar of a series, counted from 1.
    pub fn bar(&mut self, series: usize, x: f64, y: f64, width: f64) {
        let mut fill = String::new();
        if let Some(used) = series.checked_sub(3).and_then(|at| self.patterns.get_mut(at)) {
            *used = true;
            fill = format!(" fill=\"url(#{}-{series})\"", self.id);
        }
        self.html.raw(&format!(
            "<rect class=\"bar series-{series}\"{fill} x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{BAR}\" rx=\"2\"/>"
        ));
    }

    /// Draws the mark of a series around a place: a disc, a square, a triangle, a diamond.
    pub fn mark(&mut self, series: usize, x: f64, y: f64) {
        let shape = match series {
            1 => "m-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0z",
            2 => "m-5-5h10v10h-10z",
            3 => "m0-6l6 11h-12z",
            _ => "m0-7l7 7l-7 7l-7-7z",
        };
        self.html.raw(&format!("<path class=\"mark series-{series}\" d=\"M{x:.1} {y:.1}{shape}\"/>"));
    }

    /// Draws a line through places; the class says what it is.
    pub fn line(&mut self, class: &str, places: &[(f64, f64)]) {
        let places: Vec<String> = places.iter().map(|(x, y)| format!("{x:.1} {y:.1}")).collect();
        self.html.raw(&format!("<path class=\"{class}\" d=\"M{}\"/>", places.join("L")));
    }

    /// Names the series, each with the sign that `sign` draws in a space of 24 by a line's height. One series needs no name:
    /// the title says what it is.
    pub fn legend(&mut self, series: &[String], sign: impl Fn(&mut Self, usize, f64)) {
        if series.len() < 2 {
            return;
        }
        for (number, name) in (1..).zip(series) {
            let middle = self.y + LINE / 2.0;
            sign(self, number, middle);
            self.lines("legend", 32.0, WIDTH - 32.0, name);
        }
        self.y += 8.0;
    }
}

/// Text in lines that fit a width.
pub fn wrapped(text: &str, width: f64) -> Vec<String> {
    // The width is a whole small number of letters.
    let longest = (width / LETTER) as usize;
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + word.chars().count() < longest => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// How wide a line of text is, roughly.
pub fn width(text: &str) -> f64 {
    // Texts of charts are short: the count is exact as f64.
    text.chars().count() as f64 * LETTER
}
