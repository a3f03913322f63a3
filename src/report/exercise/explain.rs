//! What the key knows of a wording, in lines that stand behind an answer.

use crate::exercise::KeySpan;
use crate::exercise::texts::Texts;

/// Neutral wordings, why, what can be said against it, who says so.
pub(super) fn explained(span: &KeySpan, dispute: Option<&str>, texts: &Texts) -> Vec<String> {
    let mut lines = vec![labelled(texts, "neutral", &neutral(span, texts))];
    if !span.why.is_empty() {
        lines.push(labelled(texts, "why", &span.why));
    }
    if let Some(reason) = dispute.or(span.reason.as_deref()) {
        lines.push(labelled(texts, "reason", reason));
    }
    if !span.sources.is_empty() {
        let named = span.sources.iter().map(|source| match &source.url {
            Some(url) => format!("{} <{url}>", texts.says(source)),
            None => texts.says(source),
        });
        lines.push(labelled(texts, "sources", &named.collect::<Vec<_>>().join("; ")));
    }
    lines
}

/// The same with the wording before it, where several are explained together.
pub(super) fn named(span: &KeySpan, dispute: Option<&str>, texts: &Texts) -> String {
    format!("“{}”\n{}", span.text, explained(span, dispute, texts).join("\n"))
}

/// What stands to be talked about, each with its reason.
pub(super) fn to_discuss<'k>(spans: impl Iterator<Item = &'k KeySpan>, texts: &Texts) -> Option<String> {
    let named = |span: &KeySpan| format!("“{}” ({})", span.text, span.reason.as_deref().unwrap_or_default());
    let spans: Vec<String> = spans.map(named).collect();
    (!spans.is_empty()).then(|| labelled(texts, "discuss", &spans.join("; ")))
}

/// `Why: ...`, with a capital.
pub(super) fn labelled(texts: &Texts, label: &str, text: &str) -> String {
    let label = texts.label(label);
    let mut letters = label.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    format!("{first}{}: {text}", letters.as_str())
}

fn neutral(span: &KeySpan, texts: &Texts) -> String {
    if span.neutral.is_empty() {
        return texts.label(if span.omit { "leave_out" } else { "none" }).to_owned();
    }
    let wordings = format!("{} ({})", span.neutral.join("; "), texts.label("neutral_note"));
    if span.open_wording { format!("{wordings}. {}", texts.label("wording_depends")) } else { wordings }
}
