//! The commented sample that `hikeshi init` writes.

/// A complete `hikeshi.toml` with the default of every setting.
pub const SAMPLE: &str = r#"# Settings of Hikeshi. Every line shows its default; remove the # to change it.
# An environment variable wins over this file: HIKESHI_SERVER__LISTEN, HIKESHI_MAIL__HOST ...

[server]
# Address and port to listen on. Put a reverse proxy with TLS in front for other machines.
#listen = "127.0.0.1:8080"
# The address that people type. Links in mail and QR posters begin with it.
# Left out, it is made from the address to listen on.
#public_url = "http://127.0.0.1:8080"
# Reverse proxies whose X-Forwarded-For header is believed, for instance ["127.0.0.1"]. Without
# this, all who come through a proxy share one limit of requests.
#trusted_proxies = []

[database]
# Empty: SQLite in the data folder. Or: "postgres://hikeshi@db.example/hikeshi".
#url = ""
# File that holds the password of the PostgreSQL user.
#password_file = "/etc/hikeshi/db-password"

[mail]
# "folder" writes each message as a file into the data folder: it reaches nobody, good for trying
# only. Set "smtp" before the company relies on it, so that calls and reports reach people.
#mode = "folder"
#from = "hikeshi@localhost"
#host = ""
#port = 587
# "tls" (encrypted from the first byte), "starttls", or "none" (loopback only).
#security = "starttls"
#user = ""
#password_file = "/etc/hikeshi/mail-password"

[session]
# Signed out after so many minutes without a click, and after so many hours in any case.
#idle_minutes = 720
#absolute_hours = 168

[limits]
# Largest file of evidence in MiB.
#upload_mib = 2048
# Requests a minute from one address to the help pages; twice as many to links for outsiders.
#help_per_minute = 120
# Failed sign-ins a minute from one address; as often it may ask for links and open them.
#sign_in_per_minute = 30

[log]
# "text" for people, "json" for machines.
#format = "text"
#filter = "info"
# The name of the audit log in its checkpoints, like "hikeshi.example/log". It is fixed at the first
# start; empty: made from public_url.
#name = ""
# File with a token. Whoever sends it (Authorization: Bearer ...) may read the entries of the audit
# log under /log/tile/entries, and not only the hashes that everybody may read.
#monitor_token_file = "/etc/hikeshi/monitor-token"
# Minutes between two looks at a peer.
#peer_minutes = 15

# Another installation that keeps our checkpoints while we keep its (docs/witness.md). One block for
# each; key and witness_key are what its page and its /log/keys show. Leave url empty for one that
# we cannot reach: it comes to us.
#[[log.peers]]
#name = "Hinomi Security"
#url = "https://hikeshi.hinomi.example/log"
#key = "hikeshi.hinomi.example/log+1234abcd+AbCd..."
#witness_key = "hikeshi.hinomi.example/log/witness+1234abcd+BbCd..."
#about = "our provider"

# An authority that stamps checkpoints with the time (RFC 3161, docs/time-stamps.md). ca_file is a
# PEM file with the certificates at which its chain must end; without it the stamps are kept, but
# their signatures are not checked.
#[log.timestamp]
#url = ""
#ca_file = "/etc/hikeshi/tsa-ca.pem"
#policy = ""
#every_hours = 24

[outbound]
# Hosts inside the own network that the program may ask, and hosts that it may ask without
# encryption. Without these, requests go to public addresses with https:// only, and to this machine.
#private_hosts = []
#plain_hosts = []

[content]
# Folder whose files come before the rules and texts on board, when a law or a form changes before
# the next release: duties/ppc.yaml in it takes the place of the file with that name. All of it is
# checked at the start.
#folder = "/etc/hikeshi/content"
"#;
