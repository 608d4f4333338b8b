//! A question as it stands on a paper: its choices lettered in the order that chance gave them, and the right answer in
//! those letters for the key.

use super::chance::Chance;
use crate::parse::quiz::{Answer, Piece};
use crate::questions::Item;
use crate::questions::prose;

/// A question on a paper.
pub struct Sheet<'a> {
    /// The question.
    pub item: &'a Item,
    /// How it is answered on paper.
    pub form: Form<'a>,
}

/// How a question is answered on paper.
pub enum Form<'a> {
    /// Lettered choices.
    Choices {
        /// The choices with whether each is right.
        choices: Vec<(&'a str, bool)>,
        /// Whether several may be chosen.
        several: bool,
    },
    /// True or false.
    Truth(bool),
    /// A line to write on, and what is accepted.
    Line(Vec<&'a str>),
    /// A text with numbered blanks.
    Blanks(&'a [Piece]),
    /// Lettered items, each with its right place from 1.
    Order(Vec<(&'a str, usize)>),
    /// Numbered items, lettered ones, and the letter of each number by its place.
    Pairs {
        /// The items on the left.
        left: Vec<&'a str>,
        /// The items on the right.
        right: Vec<&'a str>,
        /// For each on the left, the place of its own on the right.
        answers: Vec<usize>,
    },
}

impl<'a> Sheet<'a> {
    /// Lays out a question as chance will.
    pub fn new(item: &'a Item, chance: &mut Chance) -> Self {
        let form = match &item.question.answer {
            Answer::Single(choices) | Answer::Multiple(choices) => {
                let mut choices: Vec<(&str, bool)> = choices.iter().map(|choice| (choice.text.as_str(), choice.right)).collect();
                // As written, the right ones stand first: an order that a quiz keeps is not one to print.
                chance.shuffle(&mut choices);
                Form::Choices { choices, several: matches!(item.question.answer, Answer::Multiple(_)) }
            }
            Answer::Truth(truth) => Form::Truth(*truth),
            Answer::Short(short) => Form::Line(short.accept.iter().map(|answer| answer.text.as_str()).collect()),
            Answer::Fill(pieces) => Form::Blanks(pieces),
            Answer::Order(items) => {
                let mut items: Vec<(&str, usize)> = items.iter().map(|item| item.text.as_str()).zip(1..).collect();
                chance.derange(&mut items);
                Form::Order(items)
            }
            Answer::Match(pairs) => {
                let mut places: Vec<usize> = (0..pairs.len()).collect();
                chance.derange(&mut places);
                let place = |pair: usize| places.iter().position(|at| *at == pair).unwrap_or_default();
                Form::Pairs {
                    left: pairs.iter().map(|pair| pair.left.text.as_str()).collect(),
                    right: places.iter().map(|at| pairs[*at].right.text.as_str()).collect(),
                    answers: (0..pairs.len()).map(place).collect(),
                }
            }
            Answer::Unknown => Form::Line(Vec::new()),
        };
        Self { item, form }
    }

    /// The right answer as learners write it: letters, or words.
    pub fn key(&self, truth: [&str; 2]) -> String {
        match &self.form {
            Form::Choices { choices, .. } => {
                let right = choices.iter().zip(0..).filter(|((_, right), _)| *right);
                right.map(|(_, place)| letter(place)).collect::<Vec<_>>().join(", ")
            }
            Form::Truth(value) => truth[usize::from(!*value)].to_owned(),
            Form::Line(accepted) => accepted.join(" / "),
            Form::Blanks(pieces) => {
                let blanks = prose::blanks(pieces);
                let only = blanks.len() == 1;
                let answer = |(number, accepted): (usize, &&Vec<String>)| {
                    let accepted = accepted.join(" / ");
                    if only { accepted } else { format!("({number}) {accepted}") }
                };
                (1..).zip(&blanks).map(answer).collect::<Vec<_>>().join("; ")
            }
            Form::Order(items) => {
                let mut letters: Vec<(usize, String)> = items.iter().zip(0..).map(|((_, right), place)| (*right, letter(place))).collect();
                letters.sort();
                letters.into_iter().map(|(_, letter)| letter).collect::<Vec<_>>().join(" – ")
            }
            Form::Pairs { answers, .. } => {
                (1..).zip(answers).map(|(number, place): (usize, _)| format!("{number}–{}", letter(*place))).collect::<Vec<_>>().join(", ")
            }
        }
    }

    /// How many letters its answer chooses from; none where it is written in words.
    pub fn letters(&self) -> usize {
        match &self.form {
            Form::Choices { choices, .. } => choices.len(),
            Form::Truth(_) | Form::Line(_) | Form::Blanks(_) | Form::Order(_) | Form::Pairs { .. } => 0,
        }
    }
}

/// The letter of a place from 0: A … Z, then A2 … .
pub fn letter(place: usize) -> String {
    let letter = char::from(b'A' + u8::try_from(place % 26).unwrap_or_default());
    if place < 26 { letter.to_string() } else { format!("{letter}{}", place / 26 + 1) }
}
