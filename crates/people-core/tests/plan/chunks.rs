//! How the contacts to create are cut into requests.

use people_core::plan::{Chunk, Chunks, Plan, import_csv};

use crate::{plan, uploads};

fn all_chunks(plan: &Plan, rows: usize, bytes: usize) -> Vec<Chunk> {
    let mut chunks = Chunks::new(uploads(plan).into_iter());
    std::iter::from_fn(|| chunks.next_chunk(rows, bytes)).collect()
}

#[test]
fn a_chunk_is_a_table_with_our_ids_and_the_filled_fields() {
    let plan = plan("firstname,fax,number\nAda,,1\nBob,,\"2,\"\"3\"\n");
    let chunks = all_chunks(&plan, 10, 1000);
    let [Chunk::Import(uploads)] = &chunks[..] else {
        panic!("one import: {chunks:?}")
    };
    let csv = String::from_utf8(import_csv(uploads)).unwrap();
    assert_eq!(
        csv,
        "id,firstname,number\r\nid-1,Ada,1\r\nid-2,Bob,\"2,\"\"3\"\r\n"
    );
    assert_eq!(
        uploads.iter().map(|upload| upload.line).collect::<Vec<_>>(),
        [2, 3]
    );
}

#[test]
fn a_contact_with_a_line_break_goes_alone_and_in_its_turn() {
    let plan = plan("firstname,note\nAda,x\nBob,\"one\ntwo\"\nChloé,y\n");
    let lines: Vec<(bool, u32)> = all_chunks(&plan, 10, 1000)
        .iter()
        .map(|chunk| (matches!(chunk, Chunk::Single(_)), chunk.uploads()[0].line))
        .collect();
    assert_eq!(lines, [(false, 2), (true, 3), (false, 5)]);
}

#[test]
fn a_contact_that_is_longer_than_a_chunk_goes_alone() {
    let plan = plan(format!("firstname,note\nAda,x\nBob,{}\n", "y".repeat(500)));
    let chunks = all_chunks(&plan, 10, 300);
    assert!(
        matches!(&chunks[..], [Chunk::Import(_), Chunk::Single(_)]),
        "{chunks:?}"
    );
}

#[test]
fn each_chunk_may_have_another_size() {
    let rows: String = (0..10).map(|n| format!("F{n}\n")).collect();
    let plan = plan(format!("firstname\n{rows}"));
    let mut chunks = Chunks::new(uploads(&plan).into_iter());
    let mut sizes = Vec::new();
    for rows in [1, 4, 2, 100] {
        sizes.push(chunks.next_chunk(rows, 1 << 20).unwrap().uploads().len());
    }
    assert_eq!(sizes, [1, 4, 2, 3]);
    assert_eq!(chunks.next_chunk(1, 1 << 20), None);
}

#[test]
fn the_files_own_id_is_kept_and_marked() {
    let own = "4f9c52bd-0f97-417f-a600-8355a2a89cd2";
    let plan = plan(format!("id,firstname\n{own},Ada\n,Bob\n"));
    let chunks = all_chunks(&plan, 10, 1000);
    let ids: Vec<(&str, bool)> = chunks[0]
        .uploads()
        .iter()
        .map(|upload| (upload.id.as_str(), upload.wanted_id))
        .collect();
    assert_eq!(ids, [(own, true), ("id-1", false)]);
}

#[test]
fn contacts_of_other_fields_go_apart_so_that_none_gets_empty_ones() {
    let plan = plan("firstname,fax\nAda,\nBob,\nChloé,3\nZoé,4\n");
    let chunks: Vec<String> = all_chunks(&plan, 10, 1000)
        .iter()
        .map(|chunk| String::from_utf8(import_csv(chunk.uploads())).unwrap())
        .collect();
    assert_eq!(
        chunks,
        [
            "id,firstname\r\nid-1,Ada\r\nid-2,Bob\r\n",
            "id,fax,firstname\r\nid-3,3,Chloé\r\nid-4,4,Zoé\r\n"
        ]
    );
}
