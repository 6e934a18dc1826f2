//! Messages over a stream, out and in, without a step that may not be interrupted.

use std::collections::VecDeque;
use std::task::{Context, Poll, ready};

use futures_util::{SinkExt, StreamExt};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::protocol::{Role, WebSocketConfig};
use tokio_tungstenite::tungstenite::{Error as WsError, Message};

use super::Closed;
use crate::Error;

/// The most that one message may hold, in bytes.
pub(super) const LIMIT: usize = 16 << 20;

pub(super) struct Wire {
    stream: WebSocketStream<Box<dyn Stream>>,
    out: VecDeque<Message>,
    unflushed: bool,
}

trait Stream: AsyncRead + AsyncWrite + Send + Unpin {}

impl<S: AsyncRead + AsyncWrite + Send + Unpin> Stream for S {}

impl Wire {
    pub async fn new(stream: impl AsyncRead + AsyncWrite + Send + Unpin + 'static) -> Self {
        let limits = WebSocketConfig::default()
            .max_message_size(Some(LIMIT))
            .max_frame_size(Some(LIMIT));
        let stream: Box<dyn Stream> = Box::new(stream);
        Self {
            stream: WebSocketStream::from_raw_socket(stream, Role::Client, Some(limits)).await,
            out: VecDeque::new(),
            unflushed: false,
        }
    }

    /// Sends a message as soon as [`poll`](Self::poll) is called.
    pub fn push(&mut self, message: Message) {
        self.out.push_back(message);
    }

    /// Sends what is to be sent, as far as it goes, and gives the next message.
    pub fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Result<Message, Closed>> {
        let sending = self.poll_out(cx);
        match (self.stream.poll_next_unpin(cx), sending) {
            (Poll::Ready(Some(Ok(Message::Close(close)))), _) => {
                let code = close.map_or(1000, |close| close.code.into());
                Poll::Ready(Err(Closed::of(code)))
            }
            (Poll::Ready(Some(Ok(message))), _) => Poll::Ready(Ok(message)),
            (Poll::Ready(Some(Err(error))), _) => Poll::Ready(Err(Closed::failed(&error))),
            (Poll::Ready(None), _) => Poll::Ready(Err(Error::Cut.into())),
            (Poll::Pending, Poll::Ready(Err(error))) => Poll::Ready(Err(Closed::failed(&error))),
            (Poll::Pending, _) => Poll::Pending,
        }
    }

    fn poll_out(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), WsError>> {
        while !self.out.is_empty() {
            ready!(self.stream.poll_ready_unpin(cx))?;
            if let Some(message) = self.out.pop_front() {
                self.stream.start_send_unpin(message)?;
                self.unflushed = true;
            }
        }
        if self.unflushed {
            ready!(self.stream.poll_flush_unpin(cx))?;
            self.unflushed = false;
        }
        Poll::Ready(Ok(()))
    }
}
