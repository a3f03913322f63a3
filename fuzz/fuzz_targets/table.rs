//! Bytes -> documents of a table: the first byte chooses the format, the second the longest row, the rest is the table. Each row is a document
//! with a text or a problem, and there is no end of them only where the input has none.
#![no_main]

use connote::reader::{Rows, TableFormat, TableOptions};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let [choice, limit, table @ ..] = bytes else { return };
    let format = [TableFormat::Csv, TableFormat::Tsv, TableFormat::Jsonl][usize::from(*choice) % 3];
    let options = TableOptions { max_row_bytes: 1 + usize::from(*limit) * 16, ..TableOptions::default() };
    let mut count = 0;
    for row in Rows::new("fuzz", table, format, &options) {
        count += 1;
        if let Ok(document) = row {
            assert!(!document.text.content.trim().is_empty() && !document.id.is_empty(), "{document:?}");
        }
    }
    assert!((1..=table.len() + 2).contains(&count), "{count} rows of {} bytes", table.len());
});
