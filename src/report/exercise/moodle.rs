//! Moodle XML: what Moodle's question bank imports with feedback, tags and notes for whoever marks.
//!
//! What is shown as a page is HTML in CDATA, escaped, so that no text of an article is markup and nothing ends the CDATA early. What Moodle reads as
//! plain text (names, categories, the right side of pairs, choices for gaps) is escaped as XML.

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesCData, BytesDecl, BytesText, Event};

use super::quiz::{Form, Offer, Piece, Question, Quiz, SHARES};
use super::{Left, Written, html, writable};
use crate::exercise::texts::Texts;
use crate::exercise::{Exercise, Kind, Work};

type Xml = Writer<Vec<u8>>;

/// The exercise as a Moodle XML file.
///
/// # Errors
/// None of its own: writing into memory does not fail.
pub fn moodle(exercise: &Exercise, texts: &Texts) -> io::Result<Written> {
    let mut quiz = Quiz::new(exercise, texts);
    add_gaps(&mut quiz, exercise, texts);
    let mut xml = Writer::new_with_indent(Vec::new(), b' ', 2);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    xml.create_element("quiz").write_inner_content(|xml| {
        for section in &quiz.sections {
            category(xml, &[&exercise.title, &section.name])?;
            section.questions.iter().try_for_each(|asked| question(xml, asked))?;
        }
        Ok(())
    })?;
    let mut bytes = xml.into_inner();
    bytes.push(b'\n');
    Ok(Written { bytes, asked: quiz.asked(), left: quiz.left })
}

/// Behind each sentence to rewrite the same with gaps, which Moodle marks by itself.
fn add_gaps(quiz: &mut Quiz<'_>, exercise: &Exercise, texts: &Texts) {
    for (at, task) in exercise.tasks.iter().enumerate() {
        let Work::Rewrite(items) = &task.work else { continue };
        for (number, item) in (1..).zip(items) {
            let Some(pieces) = quiz.gaps(item) else {
                let what = format!("item {number} with gaps");
                let why = "its wordings are only left out, or there are more than 8; it is there to be written".to_owned();
                quiz.left.push(Left { kind: Kind::Rewrite, what, why });
                continue;
            };
            let Some(written) = quiz.sections.get(at + 1).and_then(|section| section.questions.get(number)) else { continue };
            let feedback = if let Form::Write { model, .. } = &written.form { model.clone() } else { String::new() };
            let stem = format!("{}\n\n{} {}", texts.platform("gaps_question"), texts.platform("before"), item.sentence.text);
            let question = Question { name: format!("{} […]", written.name), stem, form: Form::Gaps(pieces), feedback, tags: written.tags.clone() };
            quiz.sections[at + 1].questions.push(question);
        }
    }
}

fn category(xml: &mut Xml, levels: &[&str]) -> io::Result<()> {
    let level = |name: &&str| writable(name).replace('/', "//").split_whitespace().collect::<Vec<_>>().join(" ");
    let path = format!("$course$/top/{}", levels.iter().map(level).collect::<Vec<_>>().join("/"));
    element(xml, "question", &[("type", "category")], |xml| {
        element(xml, "category", &[], |xml| plain(xml, &path))?;
        element(xml, "info", &[("format", "plain_text")], |xml| plain(xml, ""))
    })
}

fn question(xml: &mut Xml, question: &Question) -> io::Result<()> {
    element(xml, "question", &[("type", kind(&question.form))], |xml| {
        element(xml, "name", &[], |xml| plain(xml, &question.name))?;
        let stem = match &question.form {
            Form::Gaps(pieces) => format!("{}{}", page(&question.stem), gapped(pieces)),
            _ => page(&question.stem),
        };
        element(xml, "questiontext", &[("format", "html")], |xml| cdata(xml, &stem))?;
        shown(xml, "generalfeedback", &question.feedback)?;
        value(xml, "defaultgrade", &grade(&question.form).to_string())?;
        value(xml, "penalty", "0.3333333")?;
        value(xml, "hidden", "0")?;
        form(xml, &question.form)?;
        element(xml, "tags", &[], |xml| {
            let tags = ["connote"].into_iter().chain(question.tags.iter().map(String::as_str));
            tags.into_iter().try_for_each(|tag| element(xml, "tag", &[], |xml| plain(xml, tag)))
        })
    })
}

fn kind(form: &Form) -> &'static str {
    match form {
        Form::Read => "description",
        Form::Write { .. } => "essay",
        Form::Decide(_) => "truefalse",
        Form::One(_) | Form::Several(_) => "multichoice",
        Form::Pairs { .. } => "matching",
        Form::Gaps(_) => "gapselect",
    }
}

/// A mark for each thing that can be right.
fn grade(form: &Form) -> usize {
    match form {
        Form::Read => 0,
        Form::Write { .. } | Form::Decide(_) | Form::One(_) => 1,
        Form::Several(offers) => offers.iter().filter(|offer| offer.right).count(),
        Form::Pairs { pairs, .. } => pairs.len(),
        Form::Gaps(pieces) => pieces.iter().filter(|piece| matches!(piece, Piece::Gap { .. })).count(),
    }
}

fn form(xml: &mut Xml, form: &Form) -> io::Result<()> {
    match form {
        Form::Read => Ok(()),
        Form::Write { template, model } => {
            for (name, text) in [("responseformat", "plain"), ("responserequired", "1"), ("responsefieldlines", "5"), ("attachments", "0")] {
                value(xml, name, text)?;
            }
            shown(xml, "graderinfo", model)?;
            // The field is plain text, and so is what stands in it.
            element(xml, "responsetemplate", &[("format", "plain_text")], |xml| plain(xml, template))
        }
        Form::Decide(right) => {
            for (text, fraction) in [("true", if *right { "100" } else { "0" }), ("false", if *right { "0" } else { "100" })] {
                element(xml, "answer", &[("fraction", fraction), ("format", "moodle_auto_format")], |xml| {
                    plain(xml, text)?;
                    shown(xml, "feedback", "")
                })?;
            }
            Ok(())
        }
        Form::One(offers) => choices(xml, true, offers),
        Form::Several(offers) => choices(xml, false, offers),
        Form::Pairs { pairs, extra } => {
            value(xml, "shuffleanswers", "true")?;
            let none = String::new();
            let all = pairs.iter().map(|(left, right)| (left, right)).chain(extra.iter().map(|right| (&none, right)));
            for (left, right) in all {
                element(xml, "subquestion", &[("format", "html")], |xml| {
                    cdata(xml, &page(left))?;
                    element(xml, "answer", &[], |xml| plain(xml, right))
                })?;
            }
            Ok(())
        }
        Form::Gaps(pieces) => gaps(xml, pieces),
    }
}

fn choices(xml: &mut Xml, single: bool, offers: &[Offer]) -> io::Result<()> {
    value(xml, "single", if single { "true" } else { "false" })?;
    value(xml, "shuffleanswers", if single { "true" } else { "false" })?;
    value(xml, "answernumbering", "none")?;
    value(xml, "showstandardinstruction", "0")?;
    let right = offers.iter().filter(|offer| offer.right).count();
    let share = SHARES.get(right.saturating_sub(1)).copied().unwrap_or("0");
    for offer in offers {
        // Ticking everything must not be worth as much as choosing.
        let fraction = match (offer.right, single) {
            (true, _) => share.to_owned(),
            (false, true) => "0".to_owned(),
            (false, false) => format!("-{share}"),
        };
        element(xml, "answer", &[("fraction", &fraction), ("format", "html")], |xml| {
            cdata(xml, &html(&offer.text))?;
            shown(xml, "feedback", &offer.feedback)
        })?;
    }
    Ok(())
}

/// First the right wording of each gap, so that the number in the text is its place in the list; each gap has a group of its own.
fn gaps(xml: &mut Xml, pieces: &[Piece]) -> io::Result<()> {
    value(xml, "shuffleanswers", "1")?;
    let gaps = pieces.iter().filter_map(|piece| if let Piece::Gap { right, others } = piece { Some((right, others)) } else { None });
    let gaps: Vec<(usize, (&String, &Vec<String>))> = (1..).zip(gaps).collect();
    let right = gaps.iter().map(|(group, (right, _))| (*group, *right));
    let others = gaps.iter().flat_map(|(group, (_, others))| others.iter().map(|other| (*group, other)));
    for (group, text) in right.chain(others) {
        element(xml, "selectoption", &[], |xml| {
            plain(xml, text)?;
            value(xml, "group", &group.to_string())
        })?;
    }
    Ok(())
}

/// The text with `[[1]]` for its first gap; brackets of the article are written so that they make none.
fn gapped(pieces: &[Piece]) -> String {
    let mut number = 0;
    let pieces = pieces.iter().map(|piece| match piece {
        Piece::Text(text) => html(text).replace('[', "&#91;").replace('\n', "<br>"),
        Piece::Gap { .. } => {
            number += 1;
            format!("[[{number}]]")
        }
    });
    format!("<p>{}</p>", pieces.collect::<String>())
}

/// Plain text as a page: paragraphs and line breaks.
fn page(text: &str) -> String {
    let text = writable(text);
    let paragraphs = text.split("\n\n").filter(|paragraph| !paragraph.is_empty());
    paragraphs.map(|paragraph| format!("<p>{}</p>", html(paragraph).replace('[', "&#91;").replace('\n', "<br>"))).collect()
}

fn shown(xml: &mut Xml, name: &str, text: &str) -> io::Result<()> {
    element(xml, name, &[("format", "html")], |xml| cdata(xml, &page(text)))
}

fn element(xml: &mut Xml, name: &str, attributes: &[(&str, &str)], inner: impl FnOnce(&mut Xml) -> io::Result<()>) -> io::Result<()> {
    xml.create_element(name).with_attributes(attributes.iter().copied()).write_inner_content(inner)?;
    Ok(())
}

fn value(xml: &mut Xml, name: &str, text: &str) -> io::Result<()> {
    xml.create_element(name).write_text_content(BytesText::new(text))?;
    Ok(())
}

fn plain(xml: &mut Xml, text: &str) -> io::Result<()> {
    value(xml, "text", &writable(text))
}

fn cdata(xml: &mut Xml, page: &str) -> io::Result<()> {
    if page.is_empty() {
        return value(xml, "text", "");
    }
    xml.create_element("text").write_cdata_content(BytesCData::new(page))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_of_the_article_make_no_gap() {
        let pieces =
            [Piece::Text("a [[1]] ".to_owned()), Piece::Gap { right: "b".to_owned(), others: Vec::new() }, Piece::Text("]]> <c>".to_owned())];
        assert_eq!(gapped(&pieces), "<p>a &#91;&#91;1]] [[1]]]]&gt; &lt;c&gt;</p>");
    }

    #[test]
    fn paragraphs_and_lines_stay() {
        assert_eq!(page("a\n\nb\nc"), "<p>a</p><p>b<br>c</p>");
        assert_eq!(page(""), "");
    }
}
