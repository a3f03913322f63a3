//! A corpus as a stream (stand-in until the branch with tables is merged).

use rayon::prelude::*;

use super::exit::{Status, Stop};
use super::input::Input;
use super::message;
use crate::document::Document;

/// How texts are read.
pub(super) struct Reading {
    threads: usize,
}

impl Reading {
    pub(super) fn new(threads: usize) -> Self {
        Self { threads }
    }
}

pub(super) fn each_document<T: Send>(
    inputs: &[Input],
    reading: &Reading,
    work: impl Fn(Document) -> T + Sync,
    mut each: impl FnMut(T) -> Result<(), Stop>,
) -> Result<Status, Stop> {
    let mut status = Status::Done;
    let pool = if inputs.len() > 1 { Some(rayon::ThreadPoolBuilder::new().num_threads(reading.threads).build().map_err(Stop::error)?) } else { None };
    let one = |input: &Input| input.read().map(&work);
    for batch in inputs.chunks(256) {
        let results: Vec<Result<T, String>> = match &pool {
            Some(pool) => pool.install(|| batch.par_iter().map(one).collect()),
            None => batch.iter().map(one).collect(),
        };
        for result in results {
            match result {
                Ok(result) => each(result)?,
                Err(problem) => {
                    message::error(&problem);
                    status = Status::Failed;
                }
            }
        }
    }
    Ok(status)
}
