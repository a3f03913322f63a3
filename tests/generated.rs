//! Committed files that are made from other files, compared with what they are made from.

mod support;

use connote::lexicon::{Loaded, builtin};

/// The lexicon files, sorted by path, as loaded.
fn lexicon_files() -> Vec<Loaded> {
    let folder = support::root().join("lexicons/en");
    let mut paths: Vec<_> = std::fs::read_dir(folder).expect("lexicons/en").map(|entry| entry.expect("entry").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    paths.sort();
    let load = |path: &std::path::PathBuf| {
        let toml = std::fs::read_to_string(path).expect("readable");
        Loaded::from_toml(&path.file_name().expect("name").to_string_lossy(), &toml).unwrap_or_else(|error| panic!("{error}"))
    };
    paths.iter().map(load).collect()
}

#[test]
fn the_compact_lexicons_are_those_of_the_files() {
    let compact = builtin::compact(&lexicon_files()).expect("can be written");
    support::compare_or_bless(&support::root().join("lexicons/compact.bin"), &compact);
}

#[test]
fn the_prepared_forms_are_those_of_the_files() {
    let forms = connote::matcher::prepared::prepare(&lexicon_files()).expect("valid");
    support::compare_or_bless(&support::root().join("lexicons/forms.bin"), &forms);
}

#[test]
fn the_catalogue_is_made_from_the_lexicons() {
    let page = connote::report::catalogue::catalogue(&lexicon_files());
    support::compare_or_bless(&support::root().join("docs/lexicon-catalogue.md"), page.as_bytes());
}

#[test]
fn the_page_on_formats_is_made_from_the_columns() {
    use connote::report::{comparison, groups, tables};
    let head = "# Formats\n\nMade from the code's own declaration of the columns (`CONNOTE_BLESS=1 cargo test --test generated`). Names never depend on\n\
        options. Missing is an empty field in CSV and null in JSON, never a zero. An infinite upper bound is `inf` in CSV; in JSON it is null, and the row\n\
        has the flag `unbounded`. Numbers are written in full; tables for people round them. Lists are separated by spaces in CSV.\n\
        Text cells that a spreadsheet would run as a formula get an apostrophe in front; `--raw-cells` turns that off.\n\n\
        Offsets count Unicode code points and are half-open; `field` says whether they refer to the title or to the text. The JSON of `score` and\n\
        `hits` carries both. Its schema is [docs/schema/score.schema.json](schema/score.schema.json). Every JSON has a `run` object, and every\n\
        CSV written with `--output FILE` has a `FILE.run.json` beside it: version, lexicons with SHA-256, references, options.\n\n\
        `jsonl` has the rows of `csv` as one JSON object a line, for `score`, `hits` and `compare`; both are written as the texts are read, and both have\n\
        the `FILE.run.json`. Groups (`--group-by`) are the tables `groups` and `group_hits` below.\n\n\
        Exit status: 0 done; 1 a gate was crossed (`--max-rate`, `--fail-on`); 2 something went wrong, the rest is still done; 2 wins over 1; 130 stopped\n\
        by Ctrl-C ([large-corpora.md](large-corpora.md)).\n\n\
        `hits` also writes SARIF 2.1.0 and annotations of GitHub Actions, and comments in a text can ask to leave hits out: [newsroom.md](newsroom.md).\n\n\
        ## Gold files of `evaluate`\n\n\
        JSON Lines, one text a line: `{\"id\": ..., \"title\": ..., \"text\": ..., \"spans\": [[start, end, label, voice], ...], \"label\": ...}`. Only `text` must\n\
        be there. A span may also be an object with `start`, `end`, `label` (or `technique`), `voice`, `speaker`, `flags`, and `hit` or `text`: the words it\n\
        holds, which are checked. `label` of a line is that of the whole text.\n\n\
        CSV where the file's name ends in .csv, one span a row: `id,title,text,start,end,label,voice,span_text` in any order; only `text` must be there. Rows\n\
        of one id and text belong together. Empty `start` and `end`: a text without spans, or one of which `label` is the label.\n\n\
        Offsets are half-open and count code points; `--offsets bytes` or `utf16` says otherwise. A text with a bad line is named and left out, the others\n\
        are done. A text with `label` and without `spans`, and any labelled text of a file without a single span, counts in the unit `sentence` only. The\n\
        JSON of `evaluate` has the rows below as `agreement`, and `labels`, `false_alarms`, `misses` and `context`.\n\n\
        ## Marks that `grade` reads\n\n\
        CSV with a header (commas, semicolons or tabs), one mark a row, columns by name in any order, others passed over: `session_id,article_id,article_sha256,\n\
        annotator,start,end,text,technique,voice,confidence,note,lexicon_version`. `article_id`, `annotator`, `start` and `end` must be there. Or JSON with the\n\
        same names: an array of objects, an object with `marks` (what stands beside the list is said of each mark), or several of these one after the other.\n\n\
        Offsets count code points of the text that pupils were shown, end not included. `text` is compared with the words there, `article_sha256` with the text of the\n\
        key. `start` and `end` both empty: handed in, nothing marked. The technique `not-read`: this stretch was not read. `note` holds the reason for a mark.\n\
        Who has no row for an article did not hand it in. `confidence` and `lexicon_version` are not used.\n\n\
        A row that is wrong is named with its line and listed in `refused`; the rest is graded, and the run ends with 2. The schema of the JSON is\n\
        [docs/schema/grade.schema.json](schema/grade.schema.json); it has the rows of all tables below, `discuss` with its parts as lists, and `counts`, of which `rows` =\n\
        `marks` + `repeated` + `without_mark` + `refused`. CSV has one table at a time (`--table`), or all in a folder (`--output FOLDER/`).\n\n\
        ## Beside the rows\n\n\
        The JSON of `compare PATH...` has `comparisons`: for each reference how many texts and words were compared, how many near copies were left out on each\n\
        side, how many texts of the reference as texts of the focus, and how many entries are not covered. That of `compare A --with B` has `documents`, both texts\n\
        as in `score`; `pair`, the ratio of their rates in own voice (null where either has fewer than 5 hits or 150 words) and how many entries both use, only A, only B;\n\
        `naming`, the names of each thing that both name; and the rows below as `with`. That of `profile show` has `about` (where the counts\n\
        come from), `profile` (its figures as a whole) and `items`.\n\n\
        ## Tables that `compare` reads\n\n\
        CSV in UTF-8 with a header, or tabs where the file's name ends in .tsv; `-` is standard input. Columns are found by name in any order, others are\n\
        passed over. `--counts`: `item,hits_focus,words_focus,hits_reference,words_reference`, one item a row. A row that is wrong keeps its place, with what\n\
        cannot be said left empty and the flag `invalid_input`; the message names its line. `--documents`: `corpus,document,hits,words`, one document a row; the\n\
        first corpus named is the focus. A row that is wrong is named and left out.\n\n\
        The JSON of `--documents` has beside the rows `rank_tests`, a list with `focus`, `reference`, `mann_whitney` (`u`: pairs in which the focus is higher,\n\
        ties half; `p`) and `brunner_munzel` (`w`, positive where the reference is higher; `df`; `p`; `share_below`; null where it is undefined), and `dispersion`,\n\
        a list with `corpus` and `dp_norm`.\n\n";
    use connote::report::grading;
    let tables = [
        tables::score().documentation(),
        tables::places().documentation(),
        tables::by().documentation(),
        tables::hits().documentation(),
        tables::rejected().documentation(),
        groups::groups().documentation(),
        groups::group_hits().documentation(),
        tables::attribution().documentation(),
        tables::audit().documentation(),
        tables::evaluate().documentation(),
        grading::class().documentation(),
        grading::agreement().documentation(),
        grading::items().documentation(),
        grading::discuss().documentation(),
        grading::marks().documentation(),
        grading::refused().documentation(),
        connote::report::corpora::compare().documentation(),
        connote::report::pair::with().documentation(),
        comparison::counts().documentation(),
        comparison::documents().documentation(),
        connote::report::discovery::discover().documentation(),
        tables::profile().documentation(),
    ];
    support::compare_or_bless(&support::root().join("docs/formats.md"), (head.to_owned() + &tables.join("\n")).as_bytes());
}
