//! No file breaks the plan, and no row is lost on the way.

#![allow(clippy::unwrap_used)]

use std::io::Cursor;

use bolero::check;
use fuzz::over;
use people_core::plan::{Existing, Plan, ReadFault, ReadOptions};

/// One file of each shape: what delimiters, quotes, encodings and headers meet in.
fn seeds() -> Vec<Vec<u8>> {
    let utf16 = |text: &str| -> Vec<u8> {
        std::iter::once(0xFEFF)
            .chain(text.encode_utf16())
            .flat_map(u16::to_le_bytes)
            .collect()
    };
    vec![
        b"firstname,lastname,number,email,company,fax,mobile\nJohn,Doe,5555551111,my@email,wazo,5555552222,5555553333\n".to_vec(),
        b"sep=;\r\nPr\xe9nom;Nom;T\xe9l\xe9phone\r\nZo\xe9;L\xe9vesque;5.55E+09\r\n".to_vec(),
        b"\xef\xbb\xbfFirst Name,Last Name,Phone 1 - Label,Phone 1 - Value\nA,\"B \"\"x\"\"\nC\",Mobile,1 ::: 2\n".to_vec(),
        utf16("id\tfirstname\tnumber\n5\tA\t1\n5\tB\t2\n\n"),
        b"firstname|number\rA|1\rB|2|3\rC\r".to_vec(),
    ]
}

fn plan(bytes: &[u8], existing: &Existing) -> Result<Plan, ReadFault> {
    Plan::make(Cursor::new(bytes), &ReadOptions::default(), existing)
}

#[test]
fn every_row_of_a_file_is_accounted_for() {
    over(check!(), &seeds(), |bytes| {
        let Ok(plan) = plan(bytes, &Existing::default()) else {
            return;
        };
        let counts = plan.summary().counts;
        let sum = counts.new + counts.same + counts.changes + counts.skipped;
        let (total, rows) = plan.rows(None, 0, usize::MAX);
        assert_eq!((total, rows.len()), (sum as usize, sum as usize));
        let mut fresh_id = String::new;
        assert_eq!(plan.uploads(&mut fresh_id).count(), counts.new as usize);
        assert_eq!(plan.changes().count(), counts.changes as usize);
        assert_eq!(plan.same().count(), counts.same as usize);
        assert_eq!(plan.skipped().count(), counts.skipped as usize);
        assert!(rows.is_sorted_by_key(|row| row.line));
    });
}

#[test]
fn what_was_planned_once_is_the_same_the_next_time() {
    over(check!(), &seeds(), |bytes| {
        let Ok(first) = plan(bytes, &Existing::default()) else {
            return;
        };
        let mut next = 0;
        let mut fresh_id = || {
            next += 1;
            next.to_string()
        };
        let uploads = first.uploads(&mut fresh_id);
        let there: Vec<_> = uploads.map(|upload| upload.with_id()).collect();
        let again = plan(bytes, &Existing::new(&there)).unwrap();
        assert_eq!(again.summary().counts.new, 0);
    });
}
