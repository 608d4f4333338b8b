//! What a request may ask for. Pure: an address is looked up in the built site and never joined to a folder; who asks
//! is told by the headers `Host` and `Origin`. Nothing is read or answered here.

use std::net::IpAddr;

/// The longest path of a request, in bytes. The longest address of a page is a tenth of it.
const LONGEST: usize = 2048;

/// Why a request is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The request is not well formed, or asks for something that no site can hold.
    Malformed,
    /// Its path is too long.
    TooLong,
    /// Only GET and HEAD, and one POST.
    Method,
    /// It is meant for another host.
    Host,
    /// A page of another origin sent it.
    Origin,
}

impl Refusal {
    /// The status of HTTP.
    pub fn status(self) -> u16 {
        match self {
            Self::Malformed => 400,
            Self::Origin => 403,
            Self::Method => 405,
            Self::TooLong => 414,
            Self::Host => 421,
        }
    }
}

/// The address in the site that the path of a request names: without the first slash, percent-decoded. A path that
/// ends in a slash names the `index.html` there.
pub fn address(path: &str) -> Result<String, Refusal> {
    if path.len() > LONGEST {
        return Err(Refusal::TooLong);
    }
    let mut address = decoded(path.strip_prefix('/').ok_or(Refusal::Malformed)?).ok_or(Refusal::Malformed)?;
    let is_strange = |part: &str| part == ".." || part == "." || part.chars().any(|c| c.is_control() || c == '\\');
    if address.split('/').any(is_strange) {
        return Err(Refusal::Malformed);
    }
    if address.is_empty() || address.ends_with('/') {
        address.push_str("index.html");
    }
    Ok(address)
}

/// Percent-decoded strictly: RFC 3986 has no half escapes, and every address of a site is UTF-8.
fn decoded(path: &str) -> Option<String> {
    let mut bytes = path.bytes();
    let mut decoded = Vec::with_capacity(path.len());
    while let Some(byte) = bytes.next() {
        if byte == b'%' {
            let mut digit = || char::from(bytes.next()?).to_digit(16);
            let code = digit()? * 16 + digit()?;
            decoded.push(u8::try_from(code).ok()?);
        } else {
            decoded.push(byte);
        }
    }
    String::from_utf8(decoded).ok()
}

/// By which names the server may be called. A page elsewhere can make a name of its own lead to this machine
/// (DNS rebinding); such a name stands in no list.
#[derive(Clone, Debug)]
pub struct Names {
    names: Vec<String>,
    port: u16,
    /// Any address in digits is this machine's; a name could be anybody's.
    every_number: bool,
}

impl Names {
    /// The names of a server that was asked to listen at `host` and listens at the address `ip`, `port`.
    pub fn new(host: &str, ip: IpAddr, port: u16) -> Self {
        let mut names = vec![host.to_ascii_lowercase(), ip.to_string()];
        if ip.is_loopback() || ip.is_unspecified() {
            names.extend(["localhost", "127.0.0.1", "::1"].map(str::to_owned));
        }
        Self { names, port, every_number: ip.is_unspecified() }
    }

    /// Whether the value of a `Host` header calls this server.
    pub fn hold(&self, host: &str) -> bool {
        let (name, port) = match host.rsplit_once(':') {
            Some((name, port)) if !port.ends_with(']') => (name, port.parse().ok()),
            _ => (host, Some(80)),
        };
        let is_number = |name: &str| name.parse::<IpAddr>().is_ok();
        let name = name.strip_prefix('[').and_then(|name| name.strip_suffix(']')).unwrap_or(name).to_ascii_lowercase();
        port == Some(self.port) && (self.names.contains(&name) || self.every_number && is_number(&name))
    }
}

/// Whether a request to `host` comes from a page of its own. Browsers leave `Origin` out of a page's own GET.
pub fn is_own(host: &str, origin: Option<&str>, fetch_site: Option<&str>) -> bool {
    let origin = origin.is_none_or(|origin| origin.eq_ignore_ascii_case(&format!("http://{host}")));
    origin && fetch_site.is_none_or(|site| site == "same-origin" || site == "none")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_looked_up_and_cannot_leave_the_site() {
        let long = format!("/{}", "a".repeat(LONGEST));
        let cases = [
            ("/", Ok("index.html")),
            ("/muc-tieu/", Ok("muc-tieu/index.html")),
            ("/muc-tieu/a.html", Ok("muc-tieu/a.html")),
            ("/static/c%C6%A1%20h%E1%BB%99i.css", Ok("static/cơ hội.css")),
            ("//etc/passwd", Ok("/etc/passwd")),
            ("/..", Err(Refusal::Malformed)),
            ("/a/../../etc/passwd", Err(Refusal::Malformed)),
            ("/%2e%2e/etc/passwd", Err(Refusal::Malformed)),
            ("/..%2fetc", Err(Refusal::Malformed)),
            ("/a%5c..%5cb", Err(Refusal::Malformed)),
            ("/a%00.html", Err(Refusal::Malformed)),
            ("/%ff", Err(Refusal::Malformed)),
            ("/%4", Err(Refusal::Malformed)),
            ("/%zz", Err(Refusal::Malformed)),
            ("/%+1", Err(Refusal::Malformed)),
            ("etc/passwd", Err(Refusal::Malformed)),
            (long.as_str(), Err(Refusal::TooLong)),
        ];
        for (path, expected) in cases {
            assert_eq!(address(path).as_deref().map_err(|refusal| *refusal), expected, "{path}");
        }
    }

    #[test]
    fn only_its_own_names_call_the_server() {
        let loopback = Names::new("127.0.0.1", IpAddr::from([127, 0, 0, 1]), 4116);
        let everywhere = Names::new("0.0.0.0", IpAddr::from([0, 0, 0, 0]), 4116);
        let cases = [
            ("127.0.0.1:4116", true, true),
            ("LOCALHOST:4116", true, true),
            ("[::1]:4116", true, true),
            ("192.168.1.7:4116", false, true),
            ("127.0.0.1:4117", false, false),
            ("127.0.0.1", false, false),
            ("127.0.0.1.evil.example:4116", false, false),
            ("evil.example:4116", false, false),
            ("[::1]", false, false),
            ("", false, false),
        ];
        for (host, at_home, in_the_open) in cases {
            assert_eq!((loopback.hold(host), everywhere.hold(host)), (at_home, in_the_open), "{host}");
        }
        assert!(Names::new("may-cua-toi", IpAddr::from([10, 0, 0, 2]), 80).hold("may-cua-toi"));
    }

    #[test]
    fn a_page_elsewhere_is_known_by_its_origin() {
        let host = "127.0.0.1:4116";
        let cases = [
            (None, None, true),
            (Some("http://127.0.0.1:4116"), Some("same-origin"), true),
            (None, Some("none"), true),
            (Some("http://127.0.0.1:4117"), None, false),
            (Some("https://127.0.0.1:4116"), None, false),
            (Some("null"), None, false),
            (None, Some("cross-site"), false),
            (None, Some("same-site"), false),
        ];
        for (origin, site, expected) in cases {
            assert_eq!(is_own(host, origin, site), expected, "{origin:?} {site:?}");
        }
    }
}
