//! Bounds of connections: how many there are, in all and from one address, and how long one may do nothing.

use std::collections::HashMap;
use std::future::{Ready, ready};
use std::io;
use std::net::IpAddr;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use axum_server::accept::Accept;
use ipnet::IpNet;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio_io_timeout::TimeoutStream;

/// Connections in all. Each has a file descriptor: the service needs a higher limit (`LimitNOFILE` in
/// docs/deploy/imk.service).
const IN_ALL: usize = 8_192;

/// Connections from one address, which may be a carrier's for thousands of people. Trusted proxies have no limit.
const FROM_ONE_ADDRESS: usize = 1_024;

/// A connection that receives nothing for this time is closed: an idle one of HTTP/2, or one whose client has gone.
/// Longer than the slowest download of a page, during which a client sends nothing.
const READ: Duration = Duration::from_secs(180);

/// A connection whose client takes nothing for this time is closed.
const WRITE: Duration = Duration::from_secs(30);

/// Open connections; clones share the counts.
#[derive(Clone, Debug)]
pub(crate) struct Connections(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    trusted_proxies: Vec<IpNet>,
    open: Mutex<Open>,
}

#[derive(Debug, Default)]
struct Open {
    in_all: usize,
    by_address: HashMap<IpAddr, usize>,
}

impl Connections {
    pub(crate) fn new(trusted_proxies: Vec<IpNet>) -> Self {
        Self(Arc::new(Shared { trusted_proxies, open: Mutex::default() }))
    }

    /// Counts a connection; `None` if there are too many.
    fn enter(&self, address: IpAddr) -> Option<Entered> {
        let address = address.to_canonical();
        let is_trusted = self.0.trusted_proxies.iter().any(|network| network.contains(&address));
        let mut open = self.0.open.lock().unwrap_or_else(PoisonError::into_inner);
        let from_here = open.by_address.get(&address).copied().unwrap_or_default();
        if open.in_all >= IN_ALL || (!is_trusted && from_here >= FROM_ONE_ADDRESS) {
            return None;
        }
        open.in_all += 1;
        open.by_address.insert(address, from_here + 1);
        Some(Entered { shared: Arc::clone(&self.0), address })
    }
}

/// Counted connection; dropping it ends the count.
#[derive(Debug)]
struct Entered {
    shared: Arc<Shared>,
    address: IpAddr,
}

impl Drop for Entered {
    fn drop(&mut self) {
        let mut open = self.shared.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.in_all -= 1;
        if let Some(number) = open.by_address.get_mut(&self.address) {
            *number -= 1;
            if *number == 0 {
                open.by_address.remove(&self.address);
            }
        }
    }
}

impl<S> Accept<TcpStream, S> for Connections {
    type Stream = BoundedStream;
    type Service = S;
    type Future = Ready<io::Result<(Self::Stream, S)>>;

    fn accept(&self, stream: TcpStream, service: S) -> Self::Future {
        ready(self.bounded(stream).map(|stream| (stream, service)))
    }
}

impl Connections {
    fn bounded(&self, stream: TcpStream) -> io::Result<BoundedStream> {
        let entered = self.enter(stream.peer_addr()?.ip());
        let entered = entered.ok_or_else(|| io::Error::other("too many connections"))?;
        stream.set_nodelay(true)?;
        let mut stream = TimeoutStream::new(stream);
        stream.set_read_timeout(Some(READ));
        stream.set_write_timeout(Some(WRITE));
        Ok(BoundedStream { stream: Box::pin(stream), _entered: entered })
    }
}

/// Stream of a counted connection with time limits.
#[derive(Debug)]
pub(crate) struct BoundedStream {
    stream: Pin<Box<TimeoutStream<TcpStream>>>,
    _entered: Entered,
}

impl AsyncRead for BoundedStream {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        self.stream.as_mut().poll_read(cx, buffer)
    }
}

impl AsyncWrite for BoundedStream {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        self.stream.as_mut().poll_write(cx, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.stream.as_mut().poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.stream.as_mut().poll_shutdown(cx)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffers: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        self.stream.as_mut().poll_write_vectored(cx, buffers)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use super::*;

    fn enter(connections: &Connections, address: [u8; 4], number: usize) -> Vec<Option<Entered>> {
        (0..number).map(|_| connections.enter(Ipv4Addr::from(address).into())).collect()
    }

    #[test]
    fn one_address_has_a_share_of_the_connections() {
        let connections = Connections::new(Vec::new());
        let mut here = enter(&connections, [203, 0, 113, 9], FROM_ONE_ADDRESS);
        assert!(here.iter().all(Option::is_some));
        assert!(enter(&connections, [203, 0, 113, 9], 1)[0].is_none());
        assert!(enter(&connections, [203, 0, 113, 10], 1)[0].is_some());
        here.pop();
        assert!(enter(&connections, [203, 0, 113, 9], 1)[0].is_some());
    }

    #[test]
    fn trusted_proxy_may_use_all_connections_and_no_more() {
        let connections = Connections::new(vec!["10.0.0.0/8".parse().unwrap()]);
        let all = enter(&connections, [10, 0, 0, 1], IN_ALL);
        assert!(all.iter().all(Option::is_some));
        assert!(enter(&connections, [10, 0, 0, 1], 1)[0].is_none());
        drop(all);
        let open = connections.0.open.lock().unwrap();
        assert_eq!((open.in_all, open.by_address.len()), (0, 0));
    }
}
