//! A question as a QTI 2.1 item: how it is answered, what is right, what is shown, and how points and feedback come of
//! the answer. The rules of points are the page's: several right choices add and wrong ones take away, not under none;
//! order and pairs count the share in place.

use std::fmt::Write;

use crate::parse::quiz::{Answer, Choice, Compare, Pair, Piece, Short, Wording};
use crate::questions::Item;
use crate::questions::answers::{numbers, right_count, variants};
use crate::questions::loss::{Loss, Reason, loss, losses_of_texts};
use crate::questions::prose::{self, Words, blanks, explanation, paragraph};
use crate::render::quiz::mixed;
use crate::text::escape::html;

/// The feedback that is always shown once an answer is given.
const EXPLANATION: &str = "EXPLANATION";

/// The parts of an item in the making.
#[derive(Default)]
struct Draft {
    responses: String,
    body: String,
    /// What sets SCORE.
    scoring: String,
    /// Whether the choices picked name feedback of their own.
    choices_explain: bool,
}

/// The item of a question.
pub fn write(item: &Item, words: Words<'_>, losses: &mut Vec<Loss>) -> String {
    let draft = draft(item, words, losses);
    let explanation = explanation(item);
    let explains = draft.choices_explain || !explanation.is_empty();
    let mut xml = opening(item, words);
    xml.push_str(&draft.responses);
    xml.push_str(&outcomes(item.question.points, explains));
    let _ = writeln!(xml, "<itemBody>{}{}</itemBody>", draft.body, hint(item, words));
    let _ = writeln!(xml, "<responseProcessing>{}{}</responseProcessing>", draft.scoring, feedback(&draft, !explanation.is_empty()));
    if !explanation.is_empty() {
        let _ = writeln!(
            xml,
            "<modalFeedback outcomeIdentifier=\"FEEDBACK\" identifier=\"{EXPLANATION}\" showHide=\"show\" title=\"{}\">{explanation}</modalFeedback>",
            html(words.get("explanation"))
        );
    }
    xml.push_str("</assessmentItem>\n");
    xml
}

fn opening(item: &Item, words: Words<'_>) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <assessmentItem xmlns=\"http://www.imsglobal.org/xsd/imsqti_v2p1\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
         xsi:schemaLocation=\"http://www.imsglobal.org/xsd/imsqti_v2p1 http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1.xsd\" \
         identifier=\"{}\" title=\"{}\" adaptive=\"false\" timeDependent=\"false\" xml:lang=\"{}\">\n",
        html(&item.id),
        html(&prose::name(item)),
        words.tag()
    )
}

fn outcomes(points: f64, explains: bool) -> String {
    let float = |name: &str, maximum: &str, value: f64| {
        format!(
            "<outcomeDeclaration identifier=\"{name}\" cardinality=\"single\" baseType=\"float\"{maximum}>\
             <defaultValue><value>{value}</value></defaultValue></outcomeDeclaration>\n"
        )
    };
    let mut out = float("SCORE", &format!(" normalMaximum=\"{points}\""), 0.0);
    out.push_str(&float("MAXSCORE", "", points));
    if explains {
        out.push_str("<outcomeDeclaration identifier=\"FEEDBACK\" cardinality=\"multiple\" baseType=\"identifier\"/>\n");
    }
    out
}

/// A help that learners may open before they answer.
fn hint(item: &Item, words: Words<'_>) -> String {
    let hint = &item.question.hint;
    if hint.is_empty() {
        return String::new();
    }
    format!("<infoControl title=\"{}\">{}</infoControl>", html(words.get("hint")), paragraph(hint))
}

/// Sets FEEDBACK to the choices picked and to the explanation.
fn feedback(draft: &Draft, explains: bool) -> String {
    let picked = if draft.choices_explain { "<variable identifier=\"RESPONSE\"/>" } else { "" };
    let always = if explains { format!("<baseValue baseType=\"identifier\">{EXPLANATION}</baseValue>") } else { String::new() };
    if picked.is_empty() && always.is_empty() {
        return String::new();
    }
    format!("<setOutcomeValue identifier=\"FEEDBACK\"><multiple>{picked}{always}</multiple></setOutcomeValue>")
}

fn draft(item: &Item, words: Words<'_>, losses: &mut Vec<Loss>) -> Draft {
    match &item.question.answer {
        Answer::Single(choices) => single(item, choices),
        Answer::Multiple(choices) => multiple(item, choices),
        Answer::Truth(truth) => self::truth(item, *truth, words),
        Answer::Short(short) => self::short(item, short, losses),
        Answer::Fill(pieces) => fill(item, pieces),
        Answer::Order(items) => order(item, items),
        Answer::Match(pairs) => matching(item, pairs),
        Answer::Unknown => Draft::default(),
    }
}

fn declaration(name: &str, cardinality: &str, base: &str, right: &[String], mapping: &str) -> String {
    let right: String = right.iter().map(|value| format!("<value>{}</value>", html(value))).collect();
    format!(
        "<responseDeclaration identifier=\"{name}\" cardinality=\"{cardinality}\" baseType=\"{base}\">\
         <correctResponse>{right}</correctResponse>{mapping}</responseDeclaration>\n"
    )
}

/// SCORE as a share of MAXSCORE.
fn scored(share: &str) -> String {
    format!("<setOutcomeValue identifier=\"SCORE\"><product>{share}<variable identifier=\"MAXSCORE\"/></product></setOutcomeValue>")
}

/// SCORE as MAXSCORE where `condition` holds.
fn all_or_none(condition: &str) -> String {
    format!(
        "<responseCondition><responseIf>{condition}<setOutcomeValue identifier=\"SCORE\"><variable identifier=\"MAXSCORE\"/></setOutcomeValue>\
         </responseIf></responseCondition>"
    )
}

const IS_RIGHT: &str = "<match><variable identifier=\"RESPONSE\"/><correct identifier=\"RESPONSE\"/></match>";

/// `C1`, `C2`… in the order of writing.
fn names(letter: char, count: usize) -> Vec<String> {
    (1..=count).map(|number| format!("{letter}{number}")).collect()
}

fn single(item: &Item, choices: &[Choice]) -> Draft {
    let names = names('C', choices.len());
    let right: Vec<String> = right_names(choices, &names);
    Draft {
        responses: declaration("RESPONSE", "single", "identifier", &right, ""),
        body: choice_interaction(item, 1, choices, &names),
        scoring: all_or_none(IS_RIGHT),
        choices_explain: choices.iter().any(|choice| !choice.why.is_empty()),
    }
}

fn multiple(item: &Item, choices: &[Choice]) -> Draft {
    let names = names('C', choices.len());
    let share = 1.0 / right_count(choices).max(1) as f64;
    let entry = |(choice, name): (&Choice, &String)| {
        format!("<mapEntry mapKey=\"{name}\" mappedValue=\"{}\"/>", if choice.right { share } else { -share })
    };
    let entries: String = choices.iter().zip(&names).map(entry).collect();
    let mapping = format!("<mapping lowerBound=\"0\" upperBound=\"1\" defaultValue=\"0\">{entries}</mapping>");
    Draft {
        responses: declaration("RESPONSE", "multiple", "identifier", &right_names(choices, &names), &mapping),
        body: choice_interaction(item, 0, choices, &names),
        scoring: scored("<mapResponse identifier=\"RESPONSE\"/>"),
        choices_explain: choices.iter().any(|choice| !choice.why.is_empty()),
    }
}

fn right_names(choices: &[Choice], names: &[String]) -> Vec<String> {
    choices.iter().zip(names).filter(|(choice, _)| choice.right).map(|(_, name)| name.clone()).collect()
}

fn choice_interaction(item: &Item, most: usize, choices: &[Choice], names: &[String]) -> String {
    let mut body =
        format!("<choiceInteraction responseIdentifier=\"RESPONSE\" shuffle=\"{}\" maxChoices=\"{most}\">{}", item.shuffle, prompt(item));
    for (choice, name) in choices.iter().zip(names) {
        let _ = write!(body, "<simpleChoice identifier=\"{name}\">{}", html(&choice.text));
        if !choice.why.is_empty() {
            let why = html(&choice.why);
            let _ = write!(
                body,
                "<feedbackInline outcomeIdentifier=\"FEEDBACK\" identifier=\"{name}\" showHide=\"show\"> {why}</feedbackInline>"
            );
        }
        body.push_str("</simpleChoice>");
    }
    body.push_str("</choiceInteraction>");
    body
}

fn prompt(item: &Item) -> String {
    format!("<prompt>{}</prompt>", html(&item.question.ask))
}

fn truth(item: &Item, truth: bool, words: Words<'_>) -> Draft {
    let choice = |value: bool| format!("<simpleChoice identifier=\"{value}\">{}</simpleChoice>", html(words.truth(value)));
    let body = format!(
        "<choiceInteraction responseIdentifier=\"RESPONSE\" shuffle=\"false\" maxChoices=\"1\">{}{}{}</choiceInteraction>",
        prompt(item),
        choice(true),
        choice(false)
    );
    Draft {
        responses: declaration("RESPONSE", "single", "identifier", &[truth.to_string()], ""),
        body,
        scoring: all_or_none(IS_RIGHT),
        choices_explain: false,
    }
}

fn short(item: &Item, short: &Short, losses: &mut Vec<Loss>) -> Draft {
    let body = format!("{}<p><textEntryInteraction responseIdentifier=\"RESPONSE\"/></p>", paragraph(&item.question.ask));
    if let Some(numbers) = numbers(short).filter(|numbers| numbers.tolerance > 0.0) {
        if !numbers.left_out.is_empty() {
            losses.push(loss(item, Reason::WordsBesideNumbers));
        }
        losses.push(loss(item, if numbers.percent { Reason::Percent } else { Reason::Comma }));
        let near = |value: &f64| {
            let tolerance = numbers.tolerance;
            format!(
                "<equal toleranceMode=\"absolute\" tolerance=\"{tolerance} {tolerance}\"><variable identifier=\"RESPONSE\"/>\
                 <baseValue baseType=\"float\">{value}</baseValue></equal>"
            )
        };
        let any: String = numbers.values.iter().map(near).collect();
        let right: Vec<String> = numbers.values.iter().take(1).map(f64::to_string).collect();
        return Draft {
            responses: declaration("RESPONSE", "single", "float", &right, ""),
            body,
            scoring: all_or_none(&format!("<or>{any}</or>")),
            choices_explain: false,
        };
    }
    losses.extend(losses_of_texts(item, short, None));
    let accepted = variants(short.accept.iter().map(|answer| answer.text.as_str()));
    Draft {
        responses: text_declaration("RESPONSE", &accepted, short.compare == Compare::Exact),
        body,
        scoring: scored("<mapResponse identifier=\"RESPONSE\"/>"),
        choices_explain: false,
    }
}

fn text_declaration(name: &str, accepted: &[String], case_sensitive: bool) -> String {
    let entry = |text: &String| format!("<mapEntry mapKey=\"{}\" mappedValue=\"1\" caseSensitive=\"{case_sensitive}\"/>", html(text));
    let entries: String = accepted.iter().map(entry).collect();
    let right: Vec<String> = accepted.iter().take(1).cloned().collect();
    declaration(name, "single", "string", &right, &format!("<mapping defaultValue=\"0\">{entries}</mapping>"))
}

fn fill(item: &Item, pieces: &[Piece]) -> Draft {
    let blanks = blanks(pieces);
    let name = |number: usize| if blanks.len() == 1 { "RESPONSE".to_owned() } else { format!("RESPONSE{number}") };
    let mut text = String::new();
    let mut number = 0;
    for piece in pieces {
        match piece {
            Piece::Text(piece) => text.push_str(&html(piece)),
            Piece::Blank(_) => {
                number += 1;
                let _ = write!(text, "<textEntryInteraction responseIdentifier=\"{}\"/>", name(number));
            }
        }
    }
    let declarations = (1..).zip(&blanks).map(|(number, accepted)| {
        let accepted = variants(accepted.iter().map(String::as_str));
        text_declaration(&name(number), &accepted, false)
    });
    let sum: String = (1..=blanks.len()).map(|number| format!("<mapResponse identifier=\"{}\"/>", name(number))).collect();
    Draft {
        responses: declarations.collect(),
        body: format!("{}<p>{text}</p>", paragraph(&item.question.ask)),
        scoring: scored(&format!("<divide><sum>{sum}</sum><baseValue baseType=\"float\">{}</baseValue></divide>", blanks.len())),
        choices_explain: false,
    }
}

fn order(item: &Item, items: &[Wording]) -> Draft {
    let names = names('O', items.len());
    let mut choices = String::new();
    // A player that does not mix them must not show the right order.
    for text in mixed(items.iter().map(|item| item.text.as_str()), &item.id) {
        let place = items.iter().position(|item| item.text == text).unwrap_or_default();
        let _ = write!(choices, "<simpleChoice identifier=\"{}\">{}</simpleChoice>", names[place], html(text));
    }
    let share = 1.0 / items.len().max(1) as f64;
    let in_place = |place: usize| {
        let at = |what: &str| format!("<index n=\"{place}\"><{what} identifier=\"RESPONSE\"/></index>");
        format!(
            "<responseCondition><responseIf><match>{}{}</match><setOutcomeValue identifier=\"SCORE\"><sum><variable identifier=\"SCORE\"/>\
             <product><baseValue baseType=\"float\">{share}</baseValue><variable identifier=\"MAXSCORE\"/></product></sum></setOutcomeValue>\
             </responseIf></responseCondition>",
            at("variable"),
            at("correct")
        )
    };
    Draft {
        responses: declaration("RESPONSE", "ordered", "identifier", &names, ""),
        body: format!("<orderInteraction responseIdentifier=\"RESPONSE\" shuffle=\"true\">{}{choices}</orderInteraction>", prompt(item)),
        scoring: (1..=items.len()).map(in_place).collect(),
        choices_explain: false,
    }
}

fn matching(item: &Item, pairs: &[Pair]) -> Draft {
    let (lefts, rights) = (names('L', pairs.len()), names('R', pairs.len()));
    let set = |names: &[String], text: fn(&Pair) -> &str| {
        let choice = |(pair, name): (&Pair, &String)| {
            format!("<simpleAssociableChoice identifier=\"{name}\" matchMax=\"1\">{}</simpleAssociableChoice>", html(text(pair)))
        };
        pairs.iter().zip(names).map(choice).collect::<String>()
    };
    let right: Vec<String> = lefts.iter().zip(&rights).map(|(left, right)| format!("{left} {right}")).collect();
    let share = 1.0 / pairs.len().max(1) as f64;
    let entries: String = right.iter().map(|pair| format!("<mapEntry mapKey=\"{pair}\" mappedValue=\"{share}\"/>")).collect();
    Draft {
        responses: declaration("RESPONSE", "multiple", "directedPair", &right, &format!("<mapping defaultValue=\"0\">{entries}</mapping>")),
        body: format!(
            "<matchInteraction responseIdentifier=\"RESPONSE\" shuffle=\"true\" maxAssociations=\"{}\">{}\
             <simpleMatchSet>{}</simpleMatchSet><simpleMatchSet>{}</simpleMatchSet></matchInteraction>",
            pairs.len(),
            prompt(item),
            set(&lefts, |pair| &pair.left.text),
            set(&rights, |pair| &pair.right.text)
        ),
        scoring: scored("<mapResponse identifier=\"RESPONSE\"/>"),
        choices_explain: false,
    }
}
