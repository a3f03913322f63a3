//! GIFT: the text format of question banks (Moodle, and editors that read it).
//!
//! Two readers were compared, gift-pegjs and Moodle's own; what is written here means the same to both. So `->` becomes `→` between braces, since
//! it has no escape, all texts are `[plain]`, since in the default format `<` begins markup, and the category line, which knows no escape at all, has
//! no backslash.

use super::quiz::{Form, Offer, Question, Quiz, SHARES};
use super::{Written, writable};
use crate::exercise::Exercise;
use crate::exercise::texts::Texts;

/// The exercise as a GIFT file, UTF-8 with line feeds.
#[must_use]
pub fn gift(exercise: &Exercise, texts: &Texts) -> Written {
    let quiz = Quiz::new(exercise, texts);
    let mut text = String::new();
    for section in &quiz.sections {
        text.push_str(&format!("$CATEGORY: $course$/top/{}/{}\n\n", category(&exercise.title), category(&section.name)));
        for question in &section.questions {
            text.push_str(&item(question));
        }
    }
    let asked = quiz.asked();
    Written { bytes: text.into_bytes(), asked, left: quiz.left }
}

fn item(question: &Question) -> String {
    let tags = ["connote"].into_iter().chain(question.tags.iter().map(String::as_str));
    let tags: Vec<String> = tags.map(|tag| format!("[tag:{tag}]")).collect();
    let head = format!("// {}\n::{}::[plain]{}", tags.join(" "), escaped(&question.name), escaped(&question.stem));
    let answers = answers(&question.form);
    let feedback = feedback(question);
    match question.form {
        Form::Read => format!("{head}\n\n"),
        Form::Write { .. } | Form::Decide(_) => format!("{head}{{{answers}{feedback}}}\n\n"),
        _ => format!("{head}{{\n{answers}\t{feedback}\n}}\n\n"),
    }
}

fn answers(form: &Form) -> String {
    match form {
        Form::Read | Form::Write { .. } | Form::Gaps(_) => String::new(),
        Form::Decide(right) => if *right { "T" } else { "F" }.to_owned(),
        Form::One(offers) => offers.iter().map(|offer| choice(if offer.right { "=" } else { "~" }, offer)).collect(),
        Form::Several(offers) => {
            let right = offers.iter().filter(|offer| offer.right).count();
            let share = SHARES.get(right.saturating_sub(1)).copied().unwrap_or("0");
            offers.iter().map(|offer| choice(&format!("~%{}{share}%", if offer.right { "" } else { "-" }), offer)).collect()
        }
        Form::Pairs { pairs, extra } => {
            let pair = |(left, right): &(String, String)| format!("\t={} -> {}\n", answer(left), inside(right));
            let extra = extra.iter().map(|right| format!("\t= -> {}\n", inside(right)));
            pairs.iter().map(pair).chain(extra).collect()
        }
    }
}

fn choice(sign: &str, offer: &Offer) -> String {
    let feedback = if offer.feedback.is_empty() { String::new() } else { format!("#{}", answer(&offer.feedback)) };
    format!("\t{sign}{}{feedback}\n", answer(&offer.text))
}

/// GIFT has no place for what only the teacher sees: the model answer is shown after the pupil's.
fn feedback(question: &Question) -> String {
    let text = if let Form::Write { model, .. } = &question.form { model } else { &question.feedback };
    if text.is_empty() { String::new() } else { format!("####{}", answer(text)) }
}

/// A text between braces whose beginning could be read as a format or a weight.
fn answer(text: &str) -> String {
    let taken =
        text.trim_start().starts_with(['[', '%']) && !text.trim_start().trim_start_matches('[').starts_with(|letter: char| letter.is_ascii_digit());
    format!("{}{}", if taken { "[plain]" } else { "" }, inside(text))
}

fn inside(text: &str) -> String {
    escaped(&text.replace("->", "→"))
}

fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for letter in writable(text).chars() {
        match letter {
            '\n' => escaped.push_str("\\n"),
            '\\' | '~' | '=' | '#' | '{' | '}' | ':' => escaped.extend(['\\', letter]),
            _ => escaped.push(letter),
        }
    }
    escaped
}

/// A level of the category: `/` would begin another one.
fn category(name: &str) -> String {
    let name = writable(name).replace('\\', "∖").replace('/', "//");
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_special_letter_has_its_escape() {
        assert_eq!(escaped("a~b=c#d{e}f:g\\h\ni"), "a\\~b\\=c\\#d\\{e\\}f\\:g\\\\h\\ni");
        assert_eq!(inside("a -> b"), "a → b");
        assert_eq!(category("a/b\\c\nd"), "a//b∖c d");
    }

    #[test]
    fn what_looks_like_a_weight_or_a_format_is_none() {
        for (text, expected) in [("50 %", "50 %"), ("%50%x", "[plain]%50%x"), ("[html]x", "[plain][html]x"), ("[3] Kyiv regime", "[3] Kyiv regime")] {
            assert_eq!(answer(text), expected);
        }
    }
}
