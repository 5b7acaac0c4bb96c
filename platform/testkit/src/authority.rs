//! A time-stamp authority of its own, for tests: a small server on loopback that answers with
//! `openssl ts -reply`, and tells lies on demand. `openssl` must be installed.

use std::{
    path::{Path, PathBuf},
    process::Command,
    sync::{Arc, Mutex, PoisonError},
};

use axum::{
    Router, body::Bytes, extract::State, http::header, response::IntoResponse, response::Response,
    routing::post,
};

/// What the authority answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mischief {
    /// What was asked for.
    Honest,
    /// A stamp of the right content that answers another question.
    OtherNonce,
    /// A stamp of another content.
    OtherImprint,
    /// A web page, as a hotel's network sends it.
    Html,
    /// More bytes than any stamp has.
    Huge,
    /// 503.
    Closed,
}

/// The authority with its keys, in a temporary folder.
#[derive(Debug)]
pub struct TimeAuthority {
    folder: tempfile::TempDir,
    url: String,
    mischief: Arc<Mutex<Mischief>>,
}

impl TimeAuthority {
    /// Makes keys and certificates and listens on loopback.
    pub async fn start() -> Self {
        let folder = match tempfile::tempdir() {
            Ok(folder) => folder,
            Err(error) => panic!("no temporary folder: {error}"),
        };
        make_keys(folder.path());
        let mischief = Arc::new(Mutex::new(Mischief::Honest));
        let state = (folder.path().to_owned(), mischief.clone());
        let routes = Router::new().route("/", post(answer)).with_state(state);
        let listener = match tokio::net::TcpListener::bind("127.0.0.1:0").await {
            Ok(listener) => listener,
            Err(error) => panic!("nothing can listen on loopback: {error}"),
        };
        let url = match listener.local_addr() {
            Ok(address) => format!("http://{address}/"),
            Err(error) => panic!("the listener has no address: {error}"),
        };
        tokio::spawn(async move { axum::serve(listener, routes).await });
        Self { folder, url, mischief }
    }

    /// Where it listens.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The file with the certificate to trust.
    #[must_use]
    pub fn ca_file(&self) -> PathBuf {
        self.folder.path().join("ca.pem")
    }

    /// From now on it answers like this.
    pub fn turn(&self, mischief: Mischief) {
        *self.mischief.lock().unwrap_or_else(PoisonError::into_inner) = mischief;
    }

    /// The honest answer to a question, without the network.
    #[must_use]
    pub fn reply(&self, query: &[u8]) -> Vec<u8> {
        reply(self.folder.path(), query)
    }

    /// Whether `openssl ts -verify` accepts the answer in `reply` for the content of `data`.
    #[must_use]
    pub fn openssl_accepts(&self, data: &Path, reply: &Path) -> bool {
        let done = Command::new("openssl")
            .args(["ts", "-verify", "-data"])
            .arg(data)
            .arg("-in")
            .arg(reply)
            .arg("-CAfile")
            .arg(self.ca_file())
            .output();
        done.is_ok_and(|output| output.status.success())
    }
}

async fn answer(
    State((folder, mischief)): State<(PathBuf, Arc<Mutex<Mischief>>)>,
    query: Bytes,
) -> Response {
    let turned = *mischief.lock().unwrap_or_else(PoisonError::into_inner);
    let stamp = |bytes: Vec<u8>| {
        ([(header::CONTENT_TYPE, "application/timestamp-reply")], bytes).into_response()
    };
    match turned {
        Mischief::Honest => stamp(reply(&folder, &query)),
        Mischief::OtherNonce => stamp(reply(&folder, &with_other_nonce(&query))),
        Mischief::OtherImprint => stamp(reply(&folder, &with_other_imprint(&query))),
        Mischief::Html => axum::response::Html("<p>Welcome to our network</p>").into_response(),
        Mischief::Huge => stamp(vec![0x30; 4_000_000]),
        Mischief::Closed => axum::http::StatusCode::SERVICE_UNAVAILABLE.into_response(),
    }
}

/// The nonce ends the question, before the three bytes that ask for the certificate.
fn with_other_nonce(query: &[u8]) -> Vec<u8> {
    let mut query = query.to_vec();
    if let Some(at) = query.len().checked_sub(4) {
        query[at] ^= 1;
    }
    query
}

/// The imprint stands behind `OCTET STRING` with 32 bytes.
fn with_other_imprint(query: &[u8]) -> Vec<u8> {
    let mut query = query.to_vec();
    if let Some(at) = query.windows(2).position(|two| two == [4, 32]) {
        query[at + 2] ^= 1;
    }
    query
}

fn reply(folder: &Path, query: &[u8]) -> Vec<u8> {
    // Each answer has files of its own: two may be made at once.
    let own = match tempfile::tempdir_in(folder) {
        Ok(own) => own,
        Err(error) => panic!("no temporary folder: {error}"),
    };
    let (asked, answered) = (own.path().join("q.tsq"), own.path().join("r.tsr"));
    if let Err(error) = std::fs::write(&asked, query) {
        panic!("the question cannot be written: {error}");
    }
    let (asked, answered_at) = (asked.to_string_lossy(), answered.to_string_lossy());
    openssl(
        folder,
        &["ts", "-reply", "-config", "tsa.cnf", "-queryfile", &asked, "-out", &answered_at],
    );
    std::fs::read(&answered).unwrap_or_default()
}

const SETTINGS: &str = "
[req]
distinguished_name = name
[name]
[ca]
basicConstraints = critical,CA:true
keyUsage = critical,keyCertSign
[stamping]
basicConstraints = CA:false
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
[tsa]
default_tsa = one
[one]
serial = ./serial
crypto_device = builtin
signer_cert = ./tsa.pem
certs = ./ca.pem
signer_key = ./tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
other_policies = 1.2.3.4.5
digests = sha256, sha384, sha512
accuracy = secs:1
ordering = yes
tsa_name = yes
ess_cert_id_chain = no
ess_cert_id_alg = sha256
";

fn make_keys(folder: &Path) {
    if let Err(error) = std::fs::write(folder.join("tsa.cnf"), SETTINGS) {
        panic!("the settings cannot be written: {error}");
    }
    let key = |name: &str| {
        openssl(
            folder,
            &["genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048", "-out", name],
        );
    };
    key("ca.key");
    key("tsa.key");
    openssl(
        folder,
        &[
            "req",
            "-x509",
            "-config",
            "tsa.cnf",
            "-extensions",
            "ca",
            "-key",
            "ca.key",
            "-subj",
            "/CN=Test root",
            "-days",
            "3650",
            "-out",
            "ca.pem",
        ],
    );
    openssl(
        folder,
        &[
            "req",
            "-new",
            "-config",
            "tsa.cnf",
            "-key",
            "tsa.key",
            "-subj",
            "/CN=Test stamps",
            "-out",
            "tsa.csr",
        ],
    );
    openssl(
        folder,
        &[
            "x509",
            "-req",
            "-in",
            "tsa.csr",
            "-CA",
            "ca.pem",
            "-CAkey",
            "ca.key",
            "-set_serial",
            "2",
            "-days",
            "3650",
            "-extfile",
            "tsa.cnf",
            "-extensions",
            "stamping",
            "-out",
            "tsa.pem",
        ],
    );
}

fn openssl(folder: &Path, arguments: &[&str]) {
    match Command::new("openssl").current_dir(folder).args(arguments).output() {
        Ok(output) if output.status.success() => {}
        Ok(output) => {
            panic!("openssl {arguments:?}: {}", String::from_utf8_lossy(&output.stderr))
        }
        Err(error) => panic!("openssl cannot be run; is it installed? {error}"),
    }
}
