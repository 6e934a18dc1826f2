//! What stands in front of the stack: faults, and the list of requests.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde::Serialize;

use crate::error;
use crate::fault::Faults;
use crate::http::{Answer, Request};
use crate::server::Reply;
use crate::socket::{self, SWITCHING, Sockets};
use crate::stack::Stack;

/// The stack with its faults and its list.
#[derive(Debug)]
pub(crate) struct Front {
    pub(crate) stack: Stack,
    pub(crate) faults: Faults,
    pub(crate) sockets: Sockets,
    seen: Mutex<Vec<Seen>>,
}

/// A request that was answered.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Seen {
    method: String,
    /// Without query, and with `<token>` in a token's place.
    path: String,
    /// The query's parameters.
    query: Vec<(String, String)>,
    /// 0 when the connection was broken before an answer.
    status: u16,
}

impl Front {
    pub(crate) fn new(stack: Stack) -> Self {
        Front {
            stack,
            faults: Faults::default(),
            sockets: Sockets::default(),
            seen: Mutex::default(),
        }
    }

    /// The requests so far, in the order of their answers.
    pub(crate) fn seen(&self) -> MutexGuard<'_, Vec<Seen>> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Answers one request, unless a fault does.
pub(crate) async fn reply(front: Arc<Front>, request: Request) -> Reply {
    let request = Arc::new(request);
    let fault = front.faults.take(&request.method, &request.path);
    let Some(fault) = fault else {
        let answer = work(&front, &request).await;
        note(&front, &request, answer.status);
        return whole(front, &request, answer);
    };
    tokio::time::sleep(fault.delay()).await;
    let worked = if fault.works() {
        Some(work(&front, &request).await)
    } else {
        None
    };
    let answer = fault.answer(&request.segments(), worked);
    note(
        &front,
        &request,
        if fault.cut_after == Some(0) {
            0
        } else {
            answer.status
        },
    );
    match fault.cut_after {
        Some(length) => Reply::Cut(answer, length),
        None => whole(front, &request, answer),
    }
}

fn whole(front: Arc<Front>, request: &Request, answer: Answer) -> Reply {
    if answer.status == SWITCHING {
        let speak = socket::speak(front, request);
        return Reply::Upgrade(answer, speak);
    }
    Reply::Whole(answer)
}

/// The stack's answer, made where it may take its time.
async fn work(front: &Arc<Front>, request: &Arc<Request>) -> Answer {
    let (front, request) = (Arc::clone(front), Arc::clone(request));
    tokio::task::spawn_blocking(move || front.stack.answer(&request))
        .await
        .unwrap_or_else(|failure| {
            tracing::error!(%failure, "a service failed");
            error::internal()
        })
}

fn note(front: &Front, request: &Request, status: u16) {
    let mut path = String::new();
    let mut previous = "";
    for segment in request.path.split('/').skip(1) {
        let is_token = previous == "token" && uuid::Uuid::try_parse(segment).is_ok();
        path.push('/');
        path.push_str(if is_token { "<token>" } else { segment });
        previous = segment;
    }
    let query = request.parameters().filter(|(name, _)| *name != "token");
    let seen = Seen {
        method: request.method.as_str().to_owned(),
        path,
        query: query
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect(),
        status,
    };
    front.seen().push(seen);
}
