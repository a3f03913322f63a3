//! Bytes -> pupils' marks, graded with a key that is right: each row is a mark or is refused, and none is lost.
#![no_main]

use connote::grade::{grade, read_key, read_marks};
use connote::lexicon::digest;
use libfuzzer_sys::fuzz_target;

const TEXT: &str = "The vile mob ran from the so-called vote today";

fuzz_target!(|bytes: &[u8]| {
    let _ = read_key("fuzz", bytes);
    let key = format!(
        r#"{{"schema_version":"1","passages":[{{"article_id":"a","text":"{TEXT}","sha256":"{}","key":[{{"start":4,"end":12,"answer":"mark"}}]}}]}}"#,
        digest(TEXT.as_bytes())
    );
    let key = read_key("key", key.as_bytes()).expect("a key");
    let grading = grade(&key, &[read_marks("fuzz", bytes)]);
    assert_eq!(grading.rows, grading.marks() + grading.repeated + grading.without_mark + grading.rows_refused());
});
