//! No file of vCards breaks its reader, and what was read comes back from what is written.

use bolero::check;
use fuzz::over;
use people_core::vcard;

/// Cards of each version, with what meets in them: folds, soft breaks, encodings, groups, a card inside a card.
fn seeds() -> Vec<Vec<u8>> {
    vec![
        b"BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:L=C3=A9vesque;Zo=C3=A9=\r\n;;;\r\nTEL;WORK;FAX:1\r\n\
            PHOTO;BASE64:\r\n AAAA\r\n\r\nAGENT:\r\nBEGIN:VCARD\r\nFN:A\r\nEND:VCARD\r\nEND:VCARD\r\n"
            .to_vec(),
        b"BEGIN:VCARD\nVERSION:3.0\nFN:Jean Marc Roy\nitem1.TEL;type=pref:1\nitem1.X-ABLabel:_$!<HomeFax>!$_\nORG:A\\;B;C\n\
            NOTE:one\\ntwo\n  three\nBDAY;X-APPLE-OMIT-YEAR=1604:1604-05-07\nADR:;;a\\,b;c;;d;\nEND:VCARD\n\
            BEGIN:VCARD\nX-ADDRESSBOOKSERVER-KIND:group\nEND:VCARD\n"
            .to_vec(),
        b"BEGIN:VCARD\rVERSION:4.0\rUID:urn:uuid:7c9e6679-7425-40de-944b-e07fc1f90ae7\rTEL;VALUE=uri;TYPE=\"cell,work\";PREF=1:tel:+1;ext=2\r\
            X-PEOPLE-FIELD:room\\;1; 5\\r\rCATEGORIES:a,b\rEND:VCARD\r"
            .to_vec(),
    ]
}

#[test]
fn what_was_read_comes_back() {
    over(check!(), &seeds(), |bytes| {
        vcard::is_vcard(bytes);
        let text = String::from_utf8_lossy(bytes);
        let contacts: Vec<_> = vcard::read(&text).map(|card| card.fields).collect();
        let written = String::from_utf8_lossy(&vcard::write(&contacts)).into_owned();
        let again: Vec<_> = vcard::read(&written).map(|card| card.fields).collect();
        assert_eq!(again, contacts);
    });
}
