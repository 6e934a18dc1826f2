//! What the person wants of the task that runs.

use tokio::sync::watch;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wish {
    GoOn,
    Pause,
    Stop,
}

/// Why a task ends before its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stopped {
    /// The person stopped it.
    ByPerson,
    /// The session is over.
    WithSession,
}

/// The person's wishes, as the task that runs hears them.
#[derive(Clone, Debug)]
pub(crate) struct Control(pub(super) watch::Receiver<Wish>);

impl Control {
    /// Whether it should end.
    pub(crate) fn check(&self) -> Result<(), Stopped> {
        if *self.0.borrow() == Wish::Stop {
            return Err(Stopped::ByPerson);
        }
        match self.0.has_changed() {
            Ok(_) => Ok(()),
            Err(_) => Err(Stopped::WithSession),
        }
    }

    /// Whether it should pause.
    pub(crate) fn is_paused(&self) -> bool {
        *self.0.borrow() == Wish::Pause
    }

    /// Waits until it may go on.
    pub(crate) async fn may_go_on(&mut self) -> Result<(), Stopped> {
        let wish = self.0.wait_for(|wish| *wish != Wish::Pause).await;
        match wish.as_deref() {
            Ok(Wish::Stop) => Err(Stopped::ByPerson),
            Ok(_) => Ok(()),
            Err(_) => Err(Stopped::WithSession),
        }
    }

    /// Waits until it should end, however long.
    pub(crate) async fn stopped(&mut self) -> Stopped {
        match self.0.wait_for(|wish| *wish == Wish::Stop).await {
            Ok(_) => Stopped::ByPerson,
            Err(_) => Stopped::WithSession,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_task_pauses_goes_on_and_ends_as_the_person_wants() {
        let (person, task) = watch::channel(Wish::GoOn);
        let mut control = Control(task);
        assert_eq!(control.check(), Ok(()));
        person.send_replace(Wish::Pause);
        assert!(control.is_paused());
        let mut paused = control.clone();
        let waits = tokio::spawn(async move { paused.may_go_on().await });
        person.send_replace(Wish::GoOn);
        assert_eq!(waits.await.unwrap(), Ok(()));
        person.send_replace(Wish::Stop);
        assert_eq!(control.may_go_on().await, Err(Stopped::ByPerson));
        assert_eq!(control.check(), Err(Stopped::ByPerson));
    }

    #[tokio::test]
    async fn a_paused_task_ends_with_its_session() {
        let (person, task) = watch::channel(Wish::Pause);
        let mut control = Control(task);
        drop(person);
        assert_eq!(control.check(), Err(Stopped::WithSession));
        assert_eq!(control.may_go_on().await, Err(Stopped::WithSession));
        assert_eq!(control.stopped().await, Stopped::WithSession);
    }
}
