//! Marks at their values: `line`, joined over rows that follow one another, and `dot`, each row on a line of its own.

use super::Figure;
use super::drawing::{Anchor, Drawing, LINE, WIDTH, width, wrapped};
use crate::parse::chart::{Row, Value};

/// Height of the field in which lines are drawn.
const FIELD: f64 = 170.0;
/// What stays free at the right, so that the last mark is whole.
const EDGE: f64 = 10.0;

/// Where a line chart has its values.
struct Field {
    left: f64,
    top: f64,
    /// The place of each row from left to right.
    xs: Vec<f64>,
    full: f64,
}

impl Field {
    fn y(&self, number: f64) -> f64 {
        self.top + FIELD * (1.0 - number / self.full)
    }
}

/// Lines over the rows, from left to right.
pub fn draw_lines(drawing: &mut Drawing, figure: &Figure<'_>) {
    drawing.legend(&figure.chart.series, |drawing, series, middle| {
        drawing.line(&format!("line series-{series}"), &[(0.0, middle), (24.0, middle)]);
        drawing.mark(series, 12.0, middle);
    });
    let field = draw_field(drawing, figure);
    for series in 1..=figure.chart.series.len() {
        let value = |row: &Row| row.values.get(series - 1).and_then(|value| value.number);
        let places: Vec<Option<(f64, f64)>> =
            figure.rows.iter().zip(&field.xs).map(|(row, x)| value(row).map(|number| (*x, field.y(number)))).collect();
        for stretch in places.split(Option::is_none).filter(|stretch| stretch.len() > 1) {
            let stretch: Vec<(f64, f64)> = stretch.iter().flatten().copied().collect();
            drawing.line(&format!("line series-{series}"), &stretch);
        }
        for (x, y) in places.into_iter().flatten() {
            drawing.mark(series, x, y);
        }
    }
    for (row, x) in figure.rows.iter().zip(&field.xs) {
        write_values(drawing, figure, &field, row, *x);
    }
    drawing.y = field.top + FIELD;
    write_names(drawing, figure, &field);
}

/// The scale at the left with its lines, and where the rows stand.
fn draw_field(drawing: &mut Drawing, figure: &Figure<'_>) -> Field {
    let step = step(figure.full());
    let steps = (figure.full() / step).ceil();
    let ticks: Vec<f64> = (0..=steps as usize).map(|tick| tick as f64 * step).collect();
    let widest = ticks.iter().map(|tick| width(&figure.number(*tick))).fold(0.0, f64::max);
    let left = widest + 8.0;
    let field = Field { left, top: drawing.y + LINE, xs: places(&figure.rows, left + EDGE, WIDTH - EDGE), full: steps * step };
    for tick in ticks {
        let y = field.y(tick);
        drawing.line("grid", &[(left, y), (WIDTH, y)]);
        drawing.text("tick", left - 6.0, y + 5.0, Anchor::End, &figure.number(tick));
    }
    field
}

/// Where the rows stand: at their distance where all names are numbers in ascending order, else evenly.
fn places(rows: &[Row], from: f64, to: f64) -> Vec<f64> {
    let names: Option<Vec<f64>> = rows.iter().map(|row| row.label.parse::<f64>().ok().filter(|name| name.is_finite())).collect();
    let even = || (0..rows.len()).map(|at| at as f64).collect();
    let names: Vec<f64> = names.filter(|names| names.is_sorted_by(|one, other| one < other)).unwrap_or_else(even);
    let (Some(first), Some(last)) = (names.first(), names.last()) else { return Vec::new() };
    let length = if last > first { last - first } else { 1.0 };
    names.iter().map(|name| from + (to - from) * ((name - first) / length)).collect()
}

/// The values of a row: the largest above its mark, the smallest of several below, words at the foot of the field.
fn write_values(drawing: &mut Drawing, figure: &Figure<'_>, field: &Field, row: &Row, x: f64) {
    let mut numbers: Vec<(f64, &Value)> = figure.values(row).filter_map(|(_, value)| Some((value.number?, value))).collect();
    numbers.sort_by(|one, other| other.0.total_cmp(&one.0));
    for (at, (number, value)) in numbers.iter().enumerate() {
        let below = at > 0 && at + 1 == numbers.len();
        let words = figure.words(value);
        let (x, anchor) = beside_edges(field, x, width(&words));
        drawing.text("value", x, field.y(*number) + if below { 21.0 } else { -10.0 }, anchor, &words);
    }
    let words = figure.values(row).filter(|(_, value)| value.number.is_none() && !value.text.is_empty());
    let lines: Vec<String> = words.flat_map(|(_, value)| wrapped(&value.text, (WIDTH - field.left) / 2.0)).collect();
    let widest = lines.iter().map(|line| width(line)).fold(0.0, f64::max);
    let (x, anchor) = beside_edges(field, x, widest);
    for (line, up) in lines.iter().zip((0..lines.len()).rev()) {
        drawing.text("value", x, field.top + FIELD - 8.0 - up as f64 * LINE, anchor, line);
    }
}

/// A text in the middle of `x`, moved so that it does not leave the field.
fn beside_edges(field: &Field, x: f64, width: f64) -> (f64, Anchor) {
    if x + width / 2.0 > WIDTH {
        (WIDTH, Anchor::End)
    } else if x - width / 2.0 < field.left {
        (field.left + 2.0, Anchor::Start)
    } else {
        (x, Anchor::Middle)
    }
}

/// The names of the rows below the field. Where a name would touch the one before it, it goes one line down.
fn write_names(drawing: &mut Drawing, figure: &Figure<'_>, field: &Field) {
    let slot = (WIDTH - field.left) / figure.rows.len().clamp(1, 3) as f64;
    let mut ends = Vec::new();
    let mut lowest = 0;
    for (row, x) in figure.rows.iter().zip(&field.xs) {
        let lines = wrapped(&row.label, slot);
        let widest = lines.iter().map(|line| width(line)).fold(0.0, f64::max);
        let (x, anchor) = beside_edges(field, *x, widest);
        let start = match anchor {
            Anchor::Start => x,
            Anchor::Middle => x - widest / 2.0,
            Anchor::End => x - widest,
        };
        let down = ends.iter().position(|end| *end + 6.0 <= start).unwrap_or(ends.len());
        for (line, at) in lines.iter().zip(down..) {
            drawing.text("tick", x, drawing.y + LINE * (at as f64 + 1.0) - 4.0, anchor, line);
            if ends.len() <= at {
                ends.push(0.0);
            }
            ends[at] = start + widest;
        }
        lowest = lowest.max(down + lines.len());
    }
    drawing.y += LINE * lowest as f64 + 4.0;
}

/// Each row a line on one scale from zero, with a mark for each series.
pub fn draw_dots(drawing: &mut Drawing, figure: &Figure<'_>) {
    drawing.legend(&figure.chart.series, |drawing, series, middle| drawing.mark(series, 12.0, middle));
    let full = figure.full();
    for row in &figure.rows {
        drawing.lines("row-label", 0.0, WIDTH, &row.label);
        let column = WIDTH / figure.chart.series.len().max(1) as f64;
        drawing.y += LINE;
        for (series, value) in figure.values(row).filter(|(_, value)| **value != Value::default()) {
            let x = column * (series - 1) as f64;
            drawing.mark(series, x + 7.0, drawing.y - 11.0);
            drawing.text("value", x + 20.0, drawing.y - 6.0, Anchor::Start, &figure.words(value));
        }
        drawing.y += 10.0;
        drawing.line("grid", &[(0.0, drawing.y), (WIDTH, drawing.y)]);
        for (series, value) in figure.values(row) {
            if let Some(number) = value.number {
                drawing.mark(series, 8.0 + (WIDTH - 16.0) * (number / full), drawing.y);
            }
        }
        drawing.y += 18.0;
    }
}

/// A round step that divides a scale into at most five.
fn step(full: f64) -> f64 {
    let magnitude = 10_f64.powf((full / 5.0).log10().floor());
    let rounds = [1.0, 2.0, 2.5, 5.0];
    rounds.into_iter().map(|round| round * magnitude).find(|step| full / step <= 5.0).unwrap_or(10.0 * magnitude)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scale_has_at_most_five_round_steps() {
        for (full, expected) in [(30.0, 10.0), (40.0, 10.0), (7.5, 2.0), (1.0, 0.2), (100.0, 20.0), (11.0, 2.5), (0.03, 0.01)] {
            assert!((step(full) - expected).abs() < 1e-9, "{full}: {}", step(full));
        }
    }

    #[test]
    fn rows_named_by_years_stand_at_their_distance() {
        let row = |label: &str| Row { label: label.to_owned(), max: None, values: Vec::new() };
        assert_eq!(places(&["2025", "2030", "2045"].map(row), 0.0, 200.0), [0.0, 50.0, 200.0]);
        assert_eq!(places(&["Bắc", "Trung", "Nam"].map(row), 0.0, 200.0), [0.0, 100.0, 200.0]);
        assert_eq!(places(&["2030", "2025"].map(row), 0.0, 200.0), [0.0, 200.0]);
        assert_eq!(places(&["2030"].map(row), 0.0, 200.0), [0.0]);
        assert!(places(&[], 0.0, 200.0).is_empty());
    }
}
