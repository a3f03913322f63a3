//! The paragraph on methods for a paper: what was counted, with what, beside what, and how sure; true to the run it is printed for.

use super::discovery::Searched;
use super::figures::{counted, thousands};
use super::run::{Run, RunReference};
use crate::compare::corpus::Shuffling;
use crate::compare::discovery::{Discovery, Unit};
use crate::compare::items::RowLevel;
use crate::profile::{ALIKE, RUN, SKETCH_VALUES};

/// How many texts of how many words.
#[derive(Debug, Clone, Copy, Default)]
pub struct Texts {
    /// Texts.
    pub documents: u64,
    /// Their words.
    pub words: u64,
    /// Of these outside quotations.
    pub words_editorial: u64,
}

/// What a comparison of corpora did.
#[derive(Debug, Clone)]
pub struct Compared {
    /// The texts of the focus that were compared.
    pub focus_documents: u64,
    /// Their words outside quotations.
    pub focus_words: u64,
    /// Near copies within the focus that were left out.
    pub focus_copies: u64,
    /// The reference, as it was compared.
    pub reference: RunReference,
    /// Its texts that were left out as texts of the focus or near copies of them.
    pub left_out: u64,
    /// Entries that the reference was counted without.
    pub not_covered: u64,
    /// How many items were tested at which level.
    pub tested: Vec<(RowLevel, usize)>,
    /// Permutations looked at for the totals, and whether these were all.
    pub permutations: Option<(u64, bool)>,
    /// Whether the texts of the two sides differ in length, so that they were shuffled among those of like length.
    pub unlike: bool,
    /// How many groups of the focus were compared besides.
    pub groups: usize,
}

/// The paragraph of `score`.
#[must_use]
pub fn of_score(run: &Run, texts: Texts) -> String {
    let corpus = format!(
        "The corpus has {} of {} words, {} of them outside quotations.",
        counted(texts.documents, "text", "texts"),
        thousands(texts.words),
        thousands(texts.words_editorial)
    );
    let mut sentences = vec![tool(run), corpus, definitions()];
    if !run.references.is_empty() {
        let references: Vec<String> = run.references.iter().map(reference).collect();
        sentences.push(format!("Each text was placed by its rate among the texts of {}.", references.join("; and of ")));
        sentences.push(
            "p is (1 + the number of reference texts with at least the same rate) / (1 + their number), given from 19 reference texts on. The ratio of a \
             text's rate to the pooled rate of the reference has the exact conditional 95 % interval (Przyborowski and Wilenski 1940; Clopper and Pearson \
             1934), which covers counting uncertainty only."
                .to_owned(),
        );
        sentences.push(copies("the text itself and its near copies were left out of the reference"));
    }
    finished(sentences, run)
}

/// The paragraph of two texts side by side.
#[must_use]
pub fn of_pair(run: &Run, texts: Texts) -> String {
    let own = "Two texts were put side by side, entry by entry. No test was made between them: one text beside one has no spread to test against. Where both have \
               five hits or more in 150 words or more of their own voice, the ratio of their rates has the exact conditional 95 % interval, which covers counting uncertainty only.";
    format!("{own} {}", of_score(run, texts))
}

/// The paragraph of `compare`.
#[must_use]
pub fn of_compare(run: &Run, comparisons: &[Compared], shuffling: Shuffling, keep_copies: bool) -> String {
    let mut sentences = vec![tool(run), definitions()];
    for compared in comparisons {
        sentences.push(comparison(compared));
        sentences.push(shuffles(compared, shuffling));
    }
    sentences.push(
        "Rates are pooled over the texts of a side. The 95 % interval of a rate ratio is the quasi-Poisson one (Wedderburn 1974; dispersion floored at 1, \
         Student's t with n - 2 degrees of freedom) where both sides have hits and at least three texts, else the exact conditional one (Przyborowski and \
         Wilenski 1940), as the column ci_method says. Naming choice is the loaded share of all names of a thing, with Wilson's interval (1927), tested \
         by shuffling the texts that name it. G2 and the exact p of the counts treat words as independent and are descriptive."
            .to_owned(),
    );
    if keep_copies {
        sentences.push("Near copies within the focus were kept.".to_owned());
    }
    sentences.push(copies("texts of the focus and their near copies were left out of the reference"));
    finished(sentences, run)
}

/// The paragraph of `discover`.
#[must_use]
pub fn of_discovery(run: &Run, searched: &Searched<'_>, found: &Discovery<'_>) -> String {
    let (more, less) = found.with_evidence();
    let references: Vec<String> = run.references.iter().map(reference).collect();
    let unit = match found.unit {
        Unit::Documents => "texts that use a term, of all texts",
        Unit::Words => "uses of a term, of all words outside quotations",
    };
    let floor = if searched.floor > 1 {
        format!(" Of the reference, phrases with fewer than {} uses were not kept; they were taken to have the most they can have.", searched.floor)
    } else {
        String::new()
    };
    let sentences = vec![
        format!("Terms that set texts apart were looked for with connote {}.", run.version),
        format!(
            "Words (UAX #29, folded) and phrases of up to {} words with nothing but a space or hyphen between, outside quotations, in {} of {} words outside quotations ({} \
             left out) were compared with {}.",
            found.longest,
            counted(found.focus.documents, "text", "texts"),
            thousands(found.focus.words),
            counted(searched.copies, "near copy", "near copies"),
            references.join("; ")
        ),
        format!(
            "The {} were ranked by the conservative log ratio (Evert 2022): the binary logarithm of the bound nearer to 1 of the exact conditional interval of \
             the ratio of {unit}, Bonferroni-adjusted for all of them (0.025 divided by their number outside at each end).{floor} {} had evidence of \
             over-use, {} of under-use.",
            counted(found.candidates.len() as u64, "candidate", "candidates"),
            thousands(more as u64),
            thousands(less as u64)
        ),
        copies("those within the texts searched were left out, and from the reference where its texts are known"),
    ];
    finished(sentences, run)
}

fn tool(run: &Run) -> String {
    let lexicons: Vec<String> = run.lexicons.iter().map(|lexicon| format!("{} {}", lexicon.id, lexicon.version)).collect();
    format!(
        "Loaded language was measured with connote {} and the lexicons {} (SHA-256 of the files in the run record).",
        run.version,
        lexicons.join(", ")
    )
}

/// What a hit, a voice and a rate are.
fn definitions() -> String {
    "A listed form counts as a hit where it stands on word boundaries and the conditions of its entry hold; within one lexicon and technique the longest of \
     overlapping forms wins, and totals count overlapping hits once. A hit has the voice in which it begins: the text's own, a quotation, a scare quote, or \
     uncertain where a quotation lacks a mark. Words are those of UAX #29 with a letter or digit. The loaded editorial rate is the number of hits of loaded \
     techniques in the text's own voice per 1,000 words outside quotations; intervals of rates are exact Poisson intervals (Garwood 1936), 95 %."
        .to_owned()
}

/// "world-2024 (news ..., 2024; ...; 1,802 texts, 1,376,220 words outside quotations, 6 near copies left out, counted by connote 0.1.0)".
fn reference(reference: &RunReference) -> String {
    let described = [&reference.title, &reference.period, &reference.topics].into_iter().filter(|part| !part.is_empty()).cloned();
    let counts = [
        counted(reference.documents as u64, "text", "texts"),
        format!("{} words outside quotations", thousands(reference.words)),
        format!("{} left out", counted(reference.copies_left_out, "near copy", "near copies")),
        format!("counted by connote {}", reference.counted_by),
    ];
    format!("{} ({})", reference.name, described.chain(counts).collect::<Vec<_>>().join("; "))
}

fn comparison(compared: &Compared) -> String {
    let mut text = format!(
        "The focus of {} and {} words outside quotations ({} left out) was compared with {}",
        counted(compared.focus_documents, "text", "texts"),
        thousands(compared.focus_words),
        counted(compared.focus_copies, "near copy", "near copies"),
        reference(&compared.reference)
    );
    if compared.left_out > 0 {
        text += &format!("; {} of it left out as texts of the focus or near copies of them", counted(compared.left_out, "text", "texts"));
    }
    if compared.not_covered > 0 {
        text += &format!("; {} that it was counted without left out of the comparison", counted(compared.not_covered, "entry", "entries"));
    }
    if compared.groups > 0 {
        text += &format!("; {} of the focus were compared with it in the same way", counted(compared.groups as u64, "group", "groups"));
    }
    text + "."
}

fn shuffles(compared: &Compared, shuffling: Shuffling) -> String {
    let how = match compared.permutations {
        Some((count, true)) => format!("all {} arrangements", thousands(count)),
        Some((count, false)) if compared.unlike => {
            let group = "of texts within groups of ten neighbours by length, since the two sides differ in length";
            format!("{} random arrangements {group}, seed {}, PCG32", thousands(count), shuffling.seed)
        }
        Some((count, false)) => format!("{} random arrangements, seed {}, PCG32", thousands(count), shuffling.seed),
        None => "no arrangement was looked at, for lack of hits or texts".to_owned(),
    };
    let tested: Vec<String> = compared.tested.iter().map(|(level, items)| format!("{} {items}", level.as_str())).collect();
    format!(
        "p is from a permutation of the texts between both sides ({how}), two-sided on the difference of pooled rates, adjusted by Benjamini and \
         Hochberg (1995) over the items of a level with a hit on either side ({}).",
        tested.join(", ")
    )
}

fn copies(what: &str) -> String {
    format!(
        "Near copies are texts that share about half of their runs of {RUN} words (at least {ALIKE} of {SKETCH_VALUES} min-hash values, Broder 1997); {what}."
    )
}

fn finished(mut sentences: Vec<String>, run: &Run) -> String {
    let options = if run.options.is_empty() {
        "Options were those the program starts with.".to_owned()
    } else {
        format!("Options: {}.", run.options.join(" "))
    };
    sentences.push(options);
    sentences.join(" ")
}
