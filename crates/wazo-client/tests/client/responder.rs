//! A scripted HTTP server on loopback, over TLS when asked to.

use std::sync::{Arc, Mutex};

use rustls::ServerConfig;
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use wazo_client::{
    Client, Credentials, LoginOptions, RefreshToken, Secret, Server, Session, Trust,
};

/// A request as it arrived.
#[derive(Clone, Debug, Default)]
pub struct Seen {
    pub method: String,
    /// Path and query, as they were encoded.
    pub path: String,
    headers: Vec<(String, String)>,
    pub body: String,
}

impl Seen {
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }

    /// Method and path, for comparing.
    pub fn line(&self) -> String {
        format!("{} {}", self.method, self.path)
    }
}

/// What to answer.
pub enum Reply {
    /// A status and a JSON body.
    Json(u16, String),
    /// A status, further header lines, and a body of HTML.
    Html(u16, &'static str, &'static str),
    /// These bytes, then the end of the connection.
    Raw(&'static [u8]),
    /// Nothing, for ever; the clock of the test is stopped as soon as the request is there.
    Silence,
}

/// A 2xx with a JSON body.
pub fn ok(body: &str) -> Reply {
    Reply::Json(200, body.into())
}

pub struct Responder {
    pub url: String,
    seen: Arc<Mutex<Vec<Seen>>>,
}

impl Responder {
    /// Answers each request with what `script` says.
    pub async fn start(script: impl FnMut(&Seen) -> Reply + Send + 'static) -> Self {
        Self::serve("http", None, script).await
    }

    pub async fn start_tls(
        tls: ServerConfig,
        script: impl FnMut(&Seen) -> Reply + Send + 'static,
    ) -> Self {
        Self::serve("https", Some(TlsAcceptor::from(Arc::new(tls))), script).await
    }

    async fn serve(
        scheme: &str,
        tls: Option<TlsAcceptor>,
        script: impl FnMut(&Seen) -> Reply + Send + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("{scheme}://{}", listener.local_addr().unwrap());
        let seen = Arc::new(Mutex::new(Vec::new()));
        let (log, script) = (seen.clone(), Arc::new(Mutex::new(script)));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (tls, log, script) = (tls.clone(), log.clone(), script.clone());
                tokio::spawn(async move {
                    let decide = move |request: &Seen| {
                        log.lock().unwrap().push(request.clone());
                        (script.lock().unwrap())(request)
                    };
                    match tls {
                        None => converse(stream, decide).await,
                        // A client that distrusts the certificate hangs up in the handshake.
                        Some(tls) => {
                            if let Ok(stream) = tls.accept(stream).await {
                                converse(stream, decide).await;
                            }
                        }
                    }
                });
            }
        });
        Self { url, seen }
    }

    pub fn server(&self) -> Server {
        Server::parse(&self.url).unwrap()
    }

    pub fn client(&self) -> Client {
        Client::new(self.server(), &Trust::System).unwrap()
    }

    /// All requests so far.
    pub fn seen(&self) -> Vec<Seen> {
        self.seen.lock().unwrap().clone()
    }

    /// Method and path of all requests so far.
    pub fn lines(&self) -> Vec<String> {
        self.seen().iter().map(Seen::line).collect()
    }
}

async fn converse(
    stream: impl AsyncRead + AsyncWrite + Unpin,
    mut decide: impl FnMut(&Seen) -> Reply,
) {
    let mut stream = BufReader::new(stream);
    while let Some(request) = read(&mut stream).await {
        let (status, headers, body) = match decide(&request) {
            Reply::Json(status, body) => (status, "content-type: application/json\r\n", body),
            Reply::Html(status, headers, body) => (status, headers, body.to_owned()),
            Reply::Raw(bytes) => {
                let _ = stream.write_all(bytes).await;
                let _ = stream.shutdown().await;
                return;
            }
            Reply::Silence => {
                tokio::time::pause();
                return std::future::pending().await;
            }
        };
        let head = format!(
            "HTTP/1.1 {status} x\r\n{headers}content-length: {}\r\n\r\n",
            body.len()
        );
        let _ = stream.write_all(head.as_bytes()).await;
        if request.method != "HEAD" {
            let _ = stream.write_all(body.as_bytes()).await;
        }
        let _ = stream.flush().await;
    }
}

async fn read(stream: &mut (impl AsyncBufReadExt + Unpin)) -> Option<Seen> {
    let mut request = Seen::default();
    let mut line = String::new();
    stream.read_line(&mut line).await.ok()?;
    let mut words = line.split_whitespace();
    request.method = words.next()?.to_owned();
    request.path = words.next()?.to_owned();
    loop {
        line.clear();
        stream.read_line(&mut line).await.ok()?;
        let Some((name, value)) = line.trim_end().split_once(':') else {
            break;
        };
        request
            .headers
            .push((name.to_lowercase(), value.trim().to_owned()));
    }
    let length = request
        .header("content-length")
        .map_or(0, |n| n.parse().unwrap());
    let mut body = vec![0; length];
    stream.read_exact(&mut body).await.ok()?;
    request.body = String::from_utf8(body).unwrap();
    Some(request)
}

pub fn alice() -> Credentials {
    Credentials {
        username: "alice@acme.example".into(),
        password: Secret::new("pass-word"),
        domain: None,
    }
}

/// A session as if it had just been granted, with a refresh token.
pub fn session() -> Session {
    Session {
        refresh: Some(RefreshToken {
            token: Secret::new("refresh-1"),
            client_id: "here".into(),
        }),
        ..passing_session()
    }
}

/// A session without a refresh token.
pub fn passing_session() -> Session {
    wazo_client::parse_session(granted("token-1").as_bytes(), &LoginOptions::default()).unwrap()
}

/// The body of a granted session.
pub fn granted(token: &str) -> String {
    format!(
        r#"{{"data":{{"token":"{token}","session_uuid":"s","metadata":{{"pbx_user_uuid":"me-1"}}}}}}"#
    )
}
