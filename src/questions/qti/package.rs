//! What binds QTI items: the test with a section for each part and page, and the manifest with what each item is about
//! (IMS Content Packaging 1.1, IEEE LOM, QTI 2.1 metadata).

use std::fmt::Write;

use crate::parse::quiz::Answer;
use crate::questions::prose::{self, Words};
use crate::questions::{Bank, Item};
use crate::text::escape::html;

/// Where readers look first.
pub const MANIFEST: &str = "imsmanifest.xml";
/// The test that holds every item.
pub const TEST: &str = "test.xml";

/// Where an item stands.
pub fn place(item: &Item) -> String {
    format!("items/{}.xml", item.id)
}

/// The name of an item among the names of the manifest, which begin with a letter.
fn name(item: &Item) -> String {
    format!("item-{}", item.id)
}

/// The manifest.
pub fn manifest(bank: &Bank, words: Words<'_>) -> String {
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <manifest xmlns=\"http://www.imsglobal.org/xsd/imscp_v1p1\" xmlns:imsmd=\"http://ltsc.ieee.org/xsd/LOM\" \
         xmlns:imsqti=\"http://www.imsglobal.org/xsd/imsqti_metadata_v2p1\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
         xsi:schemaLocation=\"http://www.imsglobal.org/xsd/imscp_v1p1 http://www.imsglobal.org/xsd/qti/qtiv2p1/qtiv2p1_imscpv1p2_v1p0.xsd\" \
         identifier=\"manifest-{}\">\n\
         <metadata><schema>QTIv2.1 Package</schema><schemaversion>1.0.0</schemaversion></metadata>\n<organizations/>\n<resources>\n",
        html(&bank.settings.id)
    );
    let _ = write!(xml, "<resource identifier=\"test\" type=\"imsqti_test_xmlv2p1\" href=\"{TEST}\"><file href=\"{TEST}\"/>");
    for item in &bank.items {
        let _ = write!(xml, "<dependency identifierref=\"{}\"/>", name(item));
    }
    xml.push_str("</resource>\n");
    for item in &bank.items {
        let _ = writeln!(
            xml,
            "<resource identifier=\"{}\" type=\"imsqti_item_xmlv2p1\" href=\"{place}\"><metadata>{}</metadata><file href=\"{place}\"/></resource>",
            name(item),
            about(item, words),
            place = place(item)
        );
    }
    xml.push_str("</resources>\n</manifest>\n");
    xml
}

fn about(item: &Item, words: Words<'_>) -> String {
    let language = words.tag();
    let text = |element: &str, text: &str| {
        format!("<imsmd:{element}><imsmd:string language=\"{language}\">{}</imsmd:string></imsmd:{element}>", html(text))
    };
    let mut out = format!(
        "<imsmd:lom><imsmd:general><imsmd:identifier><imsmd:entry>{}</imsmd:entry></imsmd:identifier>{}",
        html(&item.id),
        text("title", &prose::name(item))
    );
    let _ = write!(out, "<imsmd:language>{language}</imsmd:language>");
    out.extend(item.question.tags.iter().map(|tag| text("keyword", tag)));
    out.push_str("</imsmd:general>");
    if let Some(level) = item.question.level {
        let difficulty = ["easy", "medium", "difficult"][usize::from(level.clamp(1, 3)) - 1];
        let _ = write!(
            out,
            "<imsmd:educational><imsmd:difficulty><imsmd:source>LOMv1.0</imsmd:source><imsmd:value>{difficulty}</imsmd:value>\
             </imsmd:difficulty></imsmd:educational>"
        );
    }
    let feedback = if prose::explanation(item).is_empty() { "none" } else { "nonadaptive" };
    let _ = write!(
        out,
        "</imsmd:lom><imsqti:qtiMetadata><imsqti:timeDependent>false</imsqti:timeDependent><imsqti:interactionType>{}</imsqti:interactionType>\
         <imsqti:feedbackType>{feedback}</imsqti:feedbackType></imsqti:qtiMetadata>",
        interaction(&item.question.answer)
    );
    out
}

fn interaction(answer: &Answer) -> &'static str {
    match answer {
        Answer::Single(_) | Answer::Multiple(_) | Answer::Truth(_) => "choiceInteraction",
        Answer::Short(_) | Answer::Fill(_) | Answer::Unknown => "textEntryInteraction",
        Answer::Order(_) => "orderInteraction",
        Answer::Match(_) => "matchInteraction",
    }
}

/// The test: sections in sections as the titles go, items in reading order.
pub fn test(bank: &Bank) -> String {
    let title = html(&bank.settings.title);
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <assessmentTest xmlns=\"http://www.imsglobal.org/xsd/imsqti_v2p1\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
         xsi:schemaLocation=\"http://www.imsglobal.org/xsd/imsqti_v2p1 http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1.xsd\" \
         identifier=\"{}\" title=\"{title}\">\n\
         <outcomeDeclaration identifier=\"SCORE\" cardinality=\"single\" baseType=\"float\"/>\n\
         <testPart identifier=\"all\" navigationMode=\"nonlinear\" submissionMode=\"individual\">\n\
         <assessmentSection identifier=\"bank\" title=\"{title}\" visible=\"true\">\n",
        html(&bank.settings.id)
    );
    let mut open: &[String] = &[];
    let mut sections = 0;
    for item in &bank.items {
        let shared = open.iter().zip(&item.path).take_while(|(a, b)| a == b).count();
        xml.push_str(&"</assessmentSection>\n".repeat(open.len() - shared));
        for title in &item.path[shared..] {
            sections += 1;
            let _ = writeln!(xml, "<assessmentSection identifier=\"section-{sections}\" title=\"{}\" visible=\"true\">", html(title));
        }
        open = &item.path;
        let _ = writeln!(xml, "<assessmentItemRef identifier=\"{}\" href=\"{}\"/>", name(item), place(item));
    }
    xml.push_str(&"</assessmentSection>\n".repeat(open.len() + 1));
    xml.push_str(
        "</testPart>\n<outcomeProcessing><setOutcomeValue identifier=\"SCORE\"><sum><testVariables variableIdentifier=\"SCORE\"/></sum>\
         </setOutcomeValue></outcomeProcessing>\n</assessmentTest>\n",
    );
    xml
}
