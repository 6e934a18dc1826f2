//! The inputs that are kept, one file a target and one line an input, so that the next run starts where this one ended.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD as BASE64;

use super::build::Target;
use super::{folder, libfuzzer, work};
use crate::run::{self, Fault};
use crate::tree;

/// No more than this is kept of a target, in bytes of the file: the shortest inputs.
const MOST: usize = 60_000;

/// The folder in which libFuzzer finds the inputs that are kept, beside those of earlier runs on this computer.
pub fn unpacked(target: &Target) -> Result<PathBuf, Fault> {
    let folder = folder(work(target, "corpus"))?;
    let kept = fs::read_to_string(kept(target)).unwrap_or_default();
    for line in kept.lines() {
        let input = BASE64
            .decode(line)
            .map_err(|fault| Fault::Answer(format!("{}: {fault}", target.name)))?;
        write(&folder.join(name(&input)), &input)?;
    }
    Ok(folder)
}

/// Writes down the fewest inputs that reach all that the folder's do.
pub fn keep(target: &Target) -> Result<(), Fault> {
    let fewest = work(target, "fewest");
    if fewest.exists() {
        fs::remove_dir_all(&fewest).map_err(|fault| Fault::File(fewest.clone(), fault))?;
    }
    let fewest = folder(fewest)?;
    let arguments = [
        "-merge=1".to_owned(),
        fewest.display().to_string(),
        work(target, "corpus").display().to_string(),
    ];
    let log = work(target, "merge.log");
    let file = File::create(&log).map_err(|fault| Fault::File(log, fault))?;
    run::run_into(&mut libfuzzer(target, &arguments), &file)?;
    let on_folder = |fault| Fault::File(fewest.clone(), fault);
    let mut inputs = Vec::new();
    for entry in fs::read_dir(&fewest).map_err(on_folder)? {
        inputs.push(fs::read(entry.map_err(on_folder)?.path()).map_err(on_folder)?);
    }
    let path = kept(target);
    folder(path.parent().unwrap_or(Path::new(".")).to_owned())?;
    write(&path, packed(inputs).as_bytes())
}

/// The shortest first, as far as there is room.
fn packed(mut inputs: Vec<Vec<u8>>) -> String {
    inputs.sort_by(|one, other| (one.len(), one).cmp(&(other.len(), other)));
    let mut text = String::new();
    for input in inputs.iter().filter(|input| !input.is_empty()) {
        let line = BASE64.encode(input);
        if text.len() + line.len() >= MOST {
            break;
        }
        text += &line;
        text.push('\n');
    }
    text
}

fn kept(target: &Target) -> PathBuf {
    tree::root()
        .join("fuzz/corpus")
        .join(format!("{}.txt", target.name))
}

/// What libFuzzer itself would call the file is its SHA-1; any name that is the same for the same input will do.
fn name(input: &[u8]) -> String {
    use sha2::{Digest, Sha256};
    BASE64.encode(Sha256::digest(input)).replace('/', "_")
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Fault> {
    fs::write(path, bytes).map_err(|fault| Fault::File(path.into(), fault))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shortest_are_kept_as_far_as_there_is_room() {
        let long = vec![7; MOST];
        let text = packed(vec![vec![1, 2, 3], long, vec![], vec![9]]);
        assert_eq!(text, "CQ\nAQID\n");
    }
}
