//! Against a real authority: `openssl ts` with a certificate of its own.

use hikeshi_kernel::SystemRng;
use hikeshi_testkit::TimeAuthority;
use hikeshi_timestamp::{Anchors, Query, StampError, read_reply};

#[tokio::test]
async fn a_stamp_of_openssl_is_accepted_by_us_and_by_openssl() {
    let authority = TimeAuthority::start().await;
    let anchors = Anchors::from_pem(&std::fs::read(authority.ca_file()).unwrap()).unwrap();
    for policy in ["", "1.2.3.4.5"] {
        let query = Query::new(b"a checkpoint", policy, &SystemRng).unwrap();
        let reply = authority.reply(&query.to_der());
        let stamp = read_reply(&reply, &query, Some(&anchors)).unwrap();
        assert!(stamp.checked && !stamp.serial.is_empty());
        assert_eq!(stamp.policy, if policy.is_empty() { "1.2.3.4.1" } else { policy });
        let folder = tempfile::tempdir().unwrap();
        let (data, file) = (folder.path().join("data"), folder.path().join("r.tsr"));
        std::fs::write(&data, b"a checkpoint").unwrap();
        std::fs::write(&file, &reply).unwrap();
        assert!(authority.openssl_accepts(&data, &file));
    }
}

#[tokio::test]
async fn what_belongs_to_another_question_or_authority_is_refused_and_named() {
    let authority = TimeAuthority::start().await;
    let anchors = Anchors::from_pem(&std::fs::read(authority.ca_file()).unwrap()).unwrap();
    let query = Query::new(b"a checkpoint", "", &SystemRng).unwrap();
    let read = |reply: &[u8], anchors| read_reply(reply, &query, Some(anchors)).unwrap_err();
    let other = Query::new(b"another", "", &SystemRng).unwrap();
    assert_eq!(read(&authority.reply(&other.to_der()), &anchors), StampError::OtherImprint);
    let again = Query::new(b"a checkpoint", "", &SystemRng).unwrap();
    assert_eq!(read(&authority.reply(&again.to_der()), &anchors), StampError::OtherNonce);
    let stranger = TimeAuthority::start().await;
    let reply = authority.reply(&query.to_der());
    let strange = Anchors::from_pem(&std::fs::read(stranger.ca_file()).unwrap()).unwrap();
    assert!(matches!(read(&reply, &strange), StampError::Untrusted(_)));
    let unknown = Query::new(b"a checkpoint", "1.9.9", &SystemRng).unwrap();
    let refusal = authority.reply(&unknown.to_der());
    assert!(matches!(read(&refusal, &anchors), StampError::Refused { status: 2, .. }));
}

#[tokio::test]
async fn every_changed_or_missing_byte_is_refused_without_a_panic() {
    let authority = TimeAuthority::start().await;
    let anchors = Anchors::from_pem(&std::fs::read(authority.ca_file()).unwrap()).unwrap();
    let query = Query::new(b"a checkpoint", "", &SystemRng).unwrap();
    let reply = authority.reply(&query.to_der());
    let honest = read_reply(&reply, &query, Some(&anchors)).unwrap();
    for end in 0..reply.len() {
        assert!(read_reply(&reply[..end], &query, Some(&anchors)).is_err());
    }
    for at in 0..reply.len() {
        let mut changed = reply.clone();
        changed[at] ^= 1;
        // Some bytes are outside of what is signed (the order of certificates, for instance), but
        // none of them may change what the stamp says.
        if let Ok(stamp) = read_reply(&changed, &query, Some(&anchors)) {
            assert_eq!(stamp, honest, "byte {at}");
        }
    }
    assert!(read_reply(b"<html>", &query, Some(&anchors)).is_err());
    assert_eq!(Anchors::from_pem(b"no certificate").unwrap_err(), StampError::BadAnchors);
    assert!(Query::new(b"", "words", &SystemRng).is_err());
}
