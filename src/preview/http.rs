//! Edge: the preview's server. Every answer comes from the version that is published at the moment it is asked for;
//! publishing swaps a pointer, so that neither an idle nor a slow reader can hold up a save. News go out as
//! server-sent events, the newest alone. What may be asked is decided in [`super::request`].

use std::convert::Infallible;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use tokio::net::TcpListener;
use tokio::sync::{oneshot, watch};

use super::live::{self, Run};
use super::request::{self, Names, Refusal};
use super::watch::Alarm;
use super::{Shown, Version};
use crate::diagnostics::Diagnostic;
use crate::messages::Messages;
use crate::output::Content;
use crate::text::escape::from_url;

/// How long a question for a version to come may wait.
const PATIENCE: Duration = Duration::from_secs(25);

/// How long answers that were begun may take when the program is told to stop.
const GRACE: Duration = Duration::from_millis(300);

/// Only what the server itself has is loaded and run, whatever a page says. Pages say the same of themselves, and more
/// where a theme has its own `policy.html`: pictures and fonts inside a style are a theme's own affair.
const POLICY: &str = "default-src 'self'; img-src 'self' data:; font-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

/// What the server asks of the one who builds.
pub enum Question {
    /// A page could not be made.
    Failed {
        /// In which version.
        number: u64,
        /// Why.
        diagnostics: Vec<Diagnostic>,
    },
    /// The report of the newest build, as JSON.
    Report(oneshot::Sender<String>),
    /// Which file and line `FILE@BYTE` or `FILE:LINE` is, and whether the editor shall open it. None where the
    /// handbook has no such file.
    Where {
        /// The place as written.
        place: String,
        /// Whether to open it.
        open: bool,
        /// The file and the line.
        reply: oneshot::Sender<Option<(String, usize)>>,
    },
}

/// A server that listens, before it answers.
pub struct Server {
    runtime: tokio::runtime::Runtime,
    listener: TcpListener,
    names: Names,
}

/// What every answer needs.
struct Desk {
    versions: watch::Receiver<Arc<Version>>,
    /// Becomes true when the program is told to stop.
    ending: watch::Receiver<bool>,
    questions: Sender<Alarm>,
    names: Names,
    run: Run,
    messages: Messages,
    script: String,
}

/// Where versions are published.
pub struct Publisher {
    versions: watch::Sender<Arc<Version>>,
}

impl Publisher {
    /// Nothing is published yet.
    pub fn new() -> Self {
        Self { versions: watch::Sender::new(Arc::new(Version::none())) }
    }

    /// What is published.
    pub fn version(&self) -> Arc<Version> {
        self.versions.borrow().clone()
    }

    /// Publishes a version: from now on every answer is of it.
    pub fn publish(&self, version: Version) {
        self.versions.send_replace(Arc::new(version));
    }
}

impl Default for Publisher {
    fn default() -> Self {
        Self::new()
    }
}

impl Server {
    /// Listens at `host`, a name or an address in digits; at port 0, at a free port.
    pub fn listen(host: &str, port: u16) -> io::Result<Self> {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
        let bare = host.trim_start_matches('[').trim_end_matches(']');
        let listener = runtime.block_on(TcpListener::bind((bare, port)))?;
        let at = listener.local_addr()?;
        Ok(Self { runtime, listener, names: Names::new(bare, at.ip(), at.port()) })
    }

    /// Where it listens.
    pub fn at(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }

    /// Answers until the program is told to stop (Ctrl-C, or SIGTERM where there is such a thing). What was asked
    /// and not yet answered is dropped: all of it can be asked again.
    pub fn answer(self, publisher: &Publisher, questions: Sender<Alarm>, run: Run, messages: Messages) -> io::Result<()> {
        let script = live::script_text(&messages);
        let (end, ending) = watch::channel(false);
        let versions = publisher.versions.subscribe();
        let desk = Desk { versions, ending: ending.clone(), questions, names: self.names, run, messages, script };
        let router = Router::new().fallback(answer).with_state(Arc::new(desk));
        let served = self.runtime.block_on(async {
            let served = axum::serve(self.listener, router).with_graceful_shutdown(async move {
                stopped().await;
                end.send_replace(true);
            });
            tokio::select! {
                ended = served.into_future() => ended,
                () = late(ending) => Ok(()),
            }
        });
        self.runtime.shutdown_background();
        served
    }
}

/// Waits until the program was told to stop and nobody should wait any longer for slow readers.
async fn late(mut ending: watch::Receiver<bool>) {
    // The sender lives as long as the server, which is longer than this waits.
    let _ = ending.wait_for(|ending| *ending).await;
    tokio::time::sleep(GRACE).await;
}

/// Waits until the program is told to stop.
async fn stopped() {
    let interrupted = tokio::signal::ctrl_c();
    #[cfg(unix)]
    let terminated = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => signal.recv().await,
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminated = std::future::pending::<Option<()>>();
    tokio::select! {
        _ = interrupted => {}
        _ = terminated => {}
    }
}

async fn answer(State(desk): State<Arc<Desk>>, request: Request) -> Response {
    let (request, _) = request.into_parts();
    let response = match admit(&desk, &request) {
        Err(refusal) => refused(refusal),
        Ok(address) => match address.strip_prefix(live::OWN) {
            Some(own) => own_answer(&desk, own, &request).await,
            None => site_answer(&desk, &address, text(&request.headers, "sotay-live").is_some()).await,
        },
    };
    with_guards(response)
}

/// The address that a request asks for, if it may be asked at all.
fn admit(desk: &Desk, request: &Parts) -> Result<String, Refusal> {
    let headers = &request.headers;
    let mut hosts = headers.get_all(header::HOST).iter();
    let host = hosts.next().and_then(|host| host.to_str().ok()).ok_or(Refusal::Malformed)?;
    if hosts.next().is_some() {
        return Err(Refusal::Malformed);
    }
    // A request line may name a host of its own, as it does to a proxy.
    let line = request.uri.authority().map(|authority| authority.as_str());
    if ![Some(host), line].into_iter().flatten().all(|host| desk.names.hold(host)) {
        return Err(Refusal::Host);
    }
    let address = request::address(request.uri.path())?;
    let is_own = request::is_own(host, text(headers, "origin"), text(headers, "sec-fetch-site"));
    if !is_own && (address.starts_with(live::OWN) || request.method == Method::POST) {
        return Err(Refusal::Origin);
    }
    let may_post = address == "-/open";
    match request.method {
        Method::GET | Method::HEAD if !may_post => Ok(address),
        Method::POST if may_post => Ok(address),
        _ => Err(Refusal::Method),
    }
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    // A value that is no text is nobody's we know.
    headers.get(name).map(|value| value.to_str().unwrap_or("?"))
}

fn refused(refusal: Refusal) -> Response {
    let status = StatusCode::from_u16(refusal.status()).unwrap_or(StatusCode::BAD_REQUEST);
    let mut response = (status, format!("{status}\n")).into_response();
    if refusal == Refusal::Method {
        response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
    }
    response
}

fn with_guards(mut response: Response) -> Response {
    let guards = [
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "same-origin"),
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (header::HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    ];
    for (name, value) in guards {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

/// What the preview itself has: its script and style, the news, the report, and the way to the editor.
async fn own_answer(desk: &Arc<Desk>, name: &str, request: &Parts) -> Response {
    let parameter = |name: &str| {
        let pairs = request.uri.query().unwrap_or_default().split('&');
        let value = pairs.filter_map(|pair| pair.split_once('=')).find(|(key, _)| *key == name);
        value.map(|(_, value)| from_url(value)).unwrap_or_default()
    };
    match name {
        "live.js" => typed("live.js", desk.script.clone()),
        "live.css" => typed("live.css", live::STYLE),
        "news" => news(desk, request::address(&parameter("page")).ok()),
        "version" => typed("version.json", version(desk, parameter("after").parse().ok()).await),
        "report" => ask(desk, Question::Report).await.map_or_else(unavailable, |report| typed("report.json", report)),
        "where" => place(desk, parameter("at"), false).await,
        "open" if text(&request.headers, "sotay-token") == Some(&desk.run.token) && desk.run.editor => {
            place(desk, parameter("at"), true).await
        }
        "open" => refused(Refusal::Origin),
        _ => (StatusCode::NOT_FOUND, "404\n").into_response(),
    }
}

/// The news of each version, with the page of it that the window shows: asking for it would cost as long as making it.
/// Where the frame is another one the window loads everything anew, and needs no page.
fn news(desk: &Arc<Desk>, page: Option<String>) -> Response {
    let listener = (desk.clone(), page, desk.versions.clone(), desk.ending.clone(), None);
    // The first is what is published now: a browser that shows an older version learns it at once.
    let told = stream::unfold(listener, |(desk, page, mut versions, mut ending, told): (_, _, _, _, Option<String>)| async move {
        if told.is_some() {
            tokio::select! {
                changed = versions.changed() => changed.ok()?,
                _ = ending.wait_for(|ending| *ending) => return None,
            }
        }
        let version = versions.borrow_and_update().clone();
        let frame = Some(version.signs().frame);
        let shown = match &page {
            Some(address) if told == frame => page_of(&desk, &version, address).await,
            _ => None,
        };
        let news = live::news(&version, &desk.run, shown.as_deref());
        Some((news, (desk, page, versions, ending, frame)))
    });
    let events = stream::StreamExt::map(told, |news| Ok::<_, Infallible>(Event::default().data(news)));
    Sse::new(events).keep_alive(KeepAlive::default()).into_response()
}

/// The page of a version at an address, if it has one there.
async fn page_of(desk: &Arc<Desk>, version: &Arc<Version>, address: &str) -> Option<String> {
    let content = version.shown.as_ref()?.site.get(address).filter(|_| address.ends_with(".html"))?;
    String::from_utf8(made(desk, version.clone(), address.to_owned(), content).await?).ok()
}

/// The news of the version published now, or of the first after `number`, if it comes before long.
async fn version(desk: &Desk, number: Option<u64>) -> String {
    let mut versions = desk.versions.clone();
    if let Some(number) = number {
        // Who waited long enough gets what there is.
        let mut ending = desk.ending.clone();
        tokio::select! {
            _ = tokio::time::timeout(PATIENCE, versions.wait_for(|version| version.number > number)) => {}
            _ = ending.wait_for(|ending| *ending) => {}
        }
    }
    let version = versions.borrow().clone();
    live::news(&version, &desk.run, None)
}

async fn place(desk: &Desk, place: String, open: bool) -> Response {
    match ask(desk, |reply| Question::Where { place, open, reply }).await {
        Some(Some((file, line))) => typed("place.json", serde_json::json!({ "file": file, "line": line }).to_string()),
        Some(None) => (StatusCode::NOT_FOUND, "404\n").into_response(),
        None => unavailable(),
    }
}

async fn ask<T>(desk: &Desk, question: impl FnOnce(oneshot::Sender<T>) -> Question) -> Option<T> {
    let (reply, answer) = oneshot::channel();
    desk.questions.send(Alarm::Asked(question(reply))).ok()?;
    answer.await.ok()
}

fn unavailable() -> Response {
    (StatusCode::SERVICE_UNAVAILABLE, "503\n").into_response()
}

/// What the site has at an address. For the script of a page that stays on screen it is no failure that there is
/// nothing any more, and the browser should not complain of one.
async fn site_answer(desk: &Arc<Desk>, address: &str, from_page: bool) -> Response {
    let version = desk.versions.borrow().clone();
    let Some(shown) = &version.shown else { return stand_in(desk, &version, address, None) };
    match shown.site.get(address) {
        Some(Content::Ready(bytes)) if !address.ends_with(".html") => typed(address, bytes.to_vec()),
        Some(content) => made(desk, version, address.to_owned(), content).await.map_or_else(unavailable, |bytes| typed(address, bytes)),
        None if shown.site.get(&format!("{address}/index.html")).is_some() => {
            let target = format!("/{}/", crate::text::escape::url_path(address));
            (StatusCode::PERMANENT_REDIRECT, [(header::LOCATION, target)]).into_response()
        }
        None => {
            let (desk, address) = (desk.clone(), address.to_owned());
            let looked = tokio::task::spawn_blocking(move || {
                let near = live::near(&version, &address);
                stand_in(&desk, &version, &address, near.as_deref())
            });
            let mut response = looked.await.unwrap_or_else(|_| unavailable());
            if from_page && response.status() == StatusCode::NOT_FOUND {
                *response.status_mut() = StatusCode::OK;
            }
            response
        }
    }
}

/// Follows a recipe, away from the threads that answer: the handbook on one page takes its time. Pages get the line that
/// keeps them alive.
async fn made(desk: &Arc<Desk>, version: Arc<Version>, address: String, content: Content) -> Option<Vec<u8>> {
    let desk = desk.clone();
    let made = tokio::task::spawn_blocking(move || {
        let outcome = content.bytes();
        let bytes = if outcome.diagnostics.is_empty() {
            outcome.value
        } else {
            let before = version.before.as_ref().and_then(|before| bytes_before(before, &address));
            // Nobody builds any more when the program is about to end.
            let _ = desk.questions.send(Alarm::Asked(Question::Failed { number: version.number, diagnostics: outcome.diagnostics }));
            before.unwrap_or(outcome.value)
        };
        let mut bytes = bytes.to_vec();
        if address.ends_with(".html") {
            bytes.extend_from_slice(live::tail(&version, &desk.run, &live::place(&version, &address)).as_bytes());
        }
        bytes
    });
    made.await.ok()
}

/// A page as the site before has it, if it can be made there.
fn bytes_before(before: &Shown, address: &str) -> Option<Arc<[u8]>> {
    let outcome = before.site.get(address)?.bytes();
    outcome.diagnostics.is_empty().then_some(outcome.value)
}

/// The page that says that there is none at this address, or that the first build is not done.
fn stand_in(desk: &Desk, version: &Version, address: &str, near: Option<&str>) -> Response {
    let status = if near.is_some() { StatusCode::NOT_FOUND } else { StatusCode::SERVICE_UNAVAILABLE };
    if !address.ends_with(".html") && address.contains('.') {
        return (status, format!("{status}\n")).into_response();
    }
    let tail = live::tail(version, &desk.run, "");
    let mut response = typed("stand-in.html", live::stand_in(&desk.messages, near, &tail));
    *response.status_mut() = status;
    if let Some(near) = near.and_then(|near| HeaderValue::from_str(near).ok()) {
        response.headers_mut().insert("sotay-nearest", near);
    }
    response
}

/// An answer of the type that the ending of its name says.
fn typed(name: &str, body: impl Into<Body>) -> Response {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    let kind = match ending.as_str() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "txt" | "md" | "csv" => "text/plain; charset=utf-8",
        "xml" => "application/xml",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "gif" => "image/gif",
        "avif" => "image/avif",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "pdf" => "application/pdf",
        "mp3" => "audio/mpeg",
        "mp4" => "video/mp4",
        _ => "application/octet-stream",
    };
    ([(header::CONTENT_TYPE, kind)], body.into()).into_response()
}
