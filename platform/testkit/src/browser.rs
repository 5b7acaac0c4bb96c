//! A browser without a window: it calls the router in-process, keeps cookies, follows redirects.

use std::net::{Ipv4Addr, SocketAddr};

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use bytes::Bytes;
use http_body_util::BodyExt as _;
use tower::ServiceExt as _;

use crate::address::{ORIGIN, resolve};
use crate::cookies::Cookies;
use crate::encode::{Attachment, multipart, urlencode};
use crate::form::Form;
use crate::page::{Link, Page};

const MOST_REDIRECTS: usize = 10;

/// One person's browser on the application; clone it to have the same person twice.
#[derive(Debug, Clone)]
pub struct Browser {
    router: Router,
    cookies: Cookies,
    address: String,
}

/// What the server answered at the end of the redirects.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The whole body.
    pub body: Bytes,
    /// Path and query of the last request.
    pub address: String,
}

/// A request that can be sent again where a redirect says so.
#[derive(Debug, Clone)]
struct Sending {
    method: Method,
    content_type: Option<String>,
    body: Vec<u8>,
}

impl Browser {
    /// A browser without cookies, in Japanese.
    #[must_use]
    pub fn new(router: Router) -> Self {
        Self { router, cookies: Cookies::default(), address: "/".into() }
    }

    /// The same browser with a cookie that it got before: `name=value`.
    #[must_use]
    pub fn with_cookie(mut self, cookie: &str) -> Self {
        self.cookies.take(cookie);
        self
    }

    /// Opens a page; `path` may be relative to the page before.
    pub async fn get(&mut self, path: &str) -> Page {
        self.fetch(path).await.page()
    }

    /// Opens a page, a file or anything else and gives the bare answer.
    pub async fn fetch(&mut self, path: &str) -> Answer {
        self.send(path, Sending { method: Method::GET, content_type: None, body: Vec::new() }).await
    }

    /// Follows a link of the page before.
    pub async fn follow(&mut self, link: &Link) -> Page {
        self.get(&link.href).await
    }

    /// Sends a form as its page asks for it: get, post, or post with files.
    pub async fn submit(&mut self, form: Form) -> Page {
        if form.method == "get" {
            let path = form.action.split('?').next().unwrap_or_default();
            return self.get(&format!("{path}?{}", form.encode())).await;
        }
        if form.multipart {
            return self.upload(&form.action, &form.pairs(), &form.attachments()).await;
        }
        self.post_encoded(&form.action, form.encode()).await
    }

    /// Posts pairs as a plain form would, for requests that no page offers.
    pub async fn post(&mut self, path: &str, pairs: &[(&str, &str)]) -> Page {
        self.post_encoded(path, urlencode(pairs)).await
    }

    /// Posts pairs and files as a form with files would.
    pub async fn upload(
        &mut self,
        path: &str,
        pairs: &[(String, String)],
        files: &[(String, Attachment)],
    ) -> Page {
        let (content_type, body) = multipart(pairs, files);
        let content_type = Some(content_type);
        self.send(path, Sending { method: Method::POST, content_type, body }).await.page()
    }

    /// Sends one request as it is: no cookies, no redirects, nothing added. For the sweep of
    /// strangers and for API calls.
    pub async fn raw(&self, request: Request<Body>) -> Answer {
        let address = request.uri().to_string();
        let response = match self.router.clone().oneshot(request).await {
            Ok(response) => response,
            Err(never) => match never {},
        };
        let (parts, body) = response.into_parts();
        let body = match body.collect().await {
            Ok(body) => body.to_bytes(),
            Err(error) => panic!("the answer of {address} broke off: {error}"),
        };
        Answer { status: parts.status, headers: parts.headers, body, address }
    }

    /// The value of one cookie.
    #[must_use]
    pub fn cookie(&self, name: &str) -> Option<&str> {
        self.cookies.get(name)
    }

    /// Path and query of the page that is open.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.address
    }

    async fn post_encoded(&mut self, path: &str, body: String) -> Page {
        let content_type = Some("application/x-www-form-urlencoded".to_owned());
        let sending = Sending { method: Method::POST, content_type, body: body.into_bytes() };
        self.send(path, sending).await.page()
    }

    async fn send(&mut self, path: &str, mut sending: Sending) -> Answer {
        let mut target = resolve(&self.address, path);
        for _ in 0..MOST_REDIRECTS {
            let answer = self.raw(self.request(&target, &sending)).await;
            for cookie in answer.headers.get_all(header::SET_COOKIE) {
                self.cookies.take(cookie.to_str().unwrap_or_default());
            }
            self.address.clone_from(&target);
            let location = answer.headers.get(header::LOCATION).and_then(|l| l.to_str().ok());
            let Some(location) = location.filter(|_| answer.status.is_redirection()) else {
                return answer;
            };
            target = resolve(&target, location);
            let repeat = [StatusCode::TEMPORARY_REDIRECT, StatusCode::PERMANENT_REDIRECT];
            if !repeat.contains(&answer.status) {
                sending = Sending { method: Method::GET, content_type: None, body: Vec::new() };
            }
        }
        panic!("more than {MOST_REDIRECTS} redirects from {path}, the last to {target}")
    }

    fn request(&self, target: &str, sending: &Sending) -> Request<Body> {
        let mut request = Request::builder()
            .method(&sending.method)
            .uri(target)
            .header(header::HOST, ORIGIN.trim_start_matches("http://"))
            .header(header::ACCEPT, "text/html,*/*;q=0.8")
            .header(header::ACCEPT_LANGUAGE, "ja")
            .header("sec-fetch-site", "same-origin")
            .extension(ConnectInfo(SocketAddr::from((Ipv4Addr::LOCALHOST, 50_000))));
        if sending.method != Method::GET {
            request = request.header(header::ORIGIN, ORIGIN);
        }
        if let Some(content_type) = &sending.content_type {
            request = request.header(header::CONTENT_TYPE, content_type);
        }
        if let Some(cookies) = self.cookies.header() {
            request = request.header(header::COOKIE, cookies);
        }
        match request.body(Body::from(sending.body.clone())) {
            Ok(request) => request,
            Err(error) => panic!("no request can be made for {target}: {error}"),
        }
    }
}

impl Answer {
    /// The body as text; bytes that are no UTF-8 are shown as replacement signs.
    #[must_use]
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// One header, empty when it is not there.
    #[must_use]
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// The body read as a page, whatever the status.
    #[must_use]
    pub fn page(&self) -> Page {
        Page::answered(&self.text(), self.status, self.address.clone())
    }
}
