//! Bars: `targets`, each row on a scale of its own, with words where there is no number; `bar`, all on one scale.

use super::Figure;
use super::drawing::{Anchor, BAR, Drawing, LINE, WIDTH, width};

/// What the longest value may take of the width beside the bars.
const VALUE_SHARE: f64 = 0.45;

/// Rows that are not compared with one another: the name of each series and its value stand above its bar.
pub fn draw_targets(drawing: &mut Drawing, figure: &Figure<'_>) {
    for row in &figure.rows {
        drawing.lines("row-label", 0.0, WIDTH, &row.label);
        let largest = row.values.iter().filter_map(|value| value.number).fold(0.0, f64::max);
        let full = row.max.unwrap_or(largest).max(largest);
        for (series, value) in figure.values(row) {
            drawing.lines("value", 0.0, WIDTH, &format!("{}: {}", figure.chart.series[series - 1], figure.words(value)));
            if let Some(number) = value.number.filter(|_| full > 0.0) {
                drawing.track(0.0, drawing.y + 1.0, WIDTH);
                drawing.bar(series, 0.0, drawing.y + 1.0, WIDTH * (number / full));
                drawing.y += BAR + 6.0;
            }
        }
        drawing.y += 14.0;
    }
}

/// Rows on one scale from zero; each value stands behind its bar.
pub fn draw_bars(drawing: &mut Drawing, figure: &Figure<'_>) {
    drawing.legend(&figure.chart.series, |drawing, series, middle| drawing.bar(series, 1.0, middle - BAR / 2.0, 22.0));
    let longest = figure.rows.iter().flat_map(|row| &row.values).map(|value| width(&figure.words(value))).fold(0.0, f64::max);
    let room = WIDTH - (longest + 10.0).min(WIDTH * VALUE_SHARE);
    let full = figure.full();
    for row in &figure.rows {
        drawing.lines("row-label", 0.0, WIDTH, &row.label);
        for (series, value) in figure.values(row) {
            let words = figure.words(value);
            match value.number {
                Some(number) => {
                    let length = room * (number / full);
                    drawing.bar(series, 0.5, drawing.y + 2.0, length);
                    drawing.text("value", length + 8.0, drawing.y + LINE - 9.0, Anchor::Start, &words);
                    drawing.y += LINE - 1.0;
                }
                None => drawing.lines("value", 0.0, WIDTH, &words),
            }
        }
        drawing.y += 8.0;
    }
}
