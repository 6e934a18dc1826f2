//! The ends of a transfer: completed, cancelled, abandoned, come to nothing.

use uuid::Uuid;

use super::super::Exchange;
use super::super::agenda::Task;
use super::super::leg::{End, Leg, LegId};
use super::super::ring::NORMAL;
use super::{Flow, Refused, Rejoin, Status, Transfer};
use crate::directory::Directory;

impl Exchange {
    /// The initiator leaves both others together; before the answer, one waits for the other.
    pub(crate) fn complete_transfer(
        &mut self,
        directory: &Directory,
        id: Uuid,
    ) -> Result<(), Refused> {
        let transfer = self.transfers.get(&id).cloned().ok_or(Refused::Fault)?;
        match transfer.status {
            Status::Abandoned | Status::BlindTransferred | Status::Ended => Err(Refused::Fault),
            Status::Starting | Status::Ready | Status::Ringback => {
                self.become_blind(transfer.clone());
                self.hang_up(directory, transfer.initiator, NORMAL);
                Ok(())
            }
            Status::Answered => {
                self.part(transfer.initiator);
                self.hand_over(&transfer);
                self.hang_up(directory, transfer.initiator, NORMAL);
                Ok(())
            }
        }
    }

    /// The initiator has its call back; an abandoned transfer has none to give, and everybody is hung up.
    pub(crate) fn cancel_transfer(&mut self, directory: &Directory, id: Uuid) {
        self.fail(directory, id, NORMAL, 40);
    }

    /// The recipient is given up, with Q.850's cause.
    pub(super) fn fail(&mut self, directory: &Directory, id: Uuid, cause: u16, delay: i64) {
        let Some(transfer) = self.transfers.remove(&id) else {
            return;
        };
        self.part(transfer.initiator);
        if let Some(near) = transfer.recipient {
            self.hang_up(directory, near, cause);
        }
        self.come_to_nothing(directory, &transfer, delay);
    }

    /// What a leg that has ended means to the transfer it belonged to; `false` if to none.
    pub(in super::super) fn leave_transfer(&mut self, directory: &Directory, leg: &Leg) -> bool {
        let found = self.transfers.values().find(|transfer| {
            transfer.initiator == leg.id
                || transfer.transferred == leg.id
                || transfer.recipient == Some(leg.id)
        });
        let Some(transfer) = found.cloned() else {
            return false;
        };
        if transfer.initiator == leg.id {
            self.initiator_left(directory, transfer);
        } else if transfer.transferred == leg.id {
            self.transferred_left(directory, transfer);
        } else {
            self.transfers.remove(&transfer.id);
            self.part(transfer.initiator);
            self.come_to_nothing(directory, &transfer, 2);
            if let End::Local { twin, .. } = leg.end {
                self.hang_up(directory, twin, NORMAL);
            }
        }
        true
    }

    fn initiator_left(&mut self, directory: &Directory, transfer: Transfer) {
        match transfer.status {
            Status::Starting | Status::Ready | Status::Ringback => self.become_blind(transfer),
            Status::Answered => self.hand_over(&transfer),
            Status::Abandoned => {
                self.transfers.remove(&transfer.id);
                self.transfer_told(14, &transfer, Status::Ended, "transfer_ended");
                if let Some(near) = transfer.recipient {
                    self.hang_up(directory, near, NORMAL);
                }
            }
            Status::BlindTransferred | Status::Ended => {}
        }
    }

    fn transferred_left(&mut self, directory: &Directory, mut transfer: Transfer) {
        let status = transfer.status;
        self.transfer_told(13, &transfer, status, "transfer_abandoned");
        if status == Status::BlindTransferred {
            self.transfers.remove(&transfer.id);
            self.transfer_told(20, &transfer, Status::Ended, "transfer_ended");
            if let Some(near) = transfer.recipient {
                self.hang_up(directory, near, NORMAL);
            }
        } else {
            transfer.status = Status::Abandoned;
            self.transfers.insert(transfer.id, transfer);
        }
    }

    /// Completed before the answer: nobody will take the call back.
    fn become_blind(&mut self, mut transfer: Transfer) {
        transfer.flow = Flow::Blind;
        self.transfer_told(25, &transfer, Status::Ringback, "transfer_completed");
        transfer.status = Status::BlindTransferred;
        transfer.named = false;
        self.transfers.insert(transfer.id, transfer);
    }

    /// Completed after the answer.
    fn hand_over(&mut self, transfer: &Transfer) {
        self.transfers.remove(&transfer.id);
        self.transfer_told(40, transfer, Status::Answered, "transfer_completed");
        self.transfer_told(40, transfer, Status::Ended, "transfer_ended");
        let Some(near) = transfer.recipient else {
            return;
        };
        self.join(transfer.transferred, near);
        let there = self.introduce(transfer.transferred, near);
        for at in [50, 70, 80] {
            self.tell_after(at, transfer.transferred, "call_updated");
        }
        if let Some(there) = there {
            self.tell_after(85, there, "call_updated");
        }
    }

    /// The recipient of a blind transfer has answered.
    pub(super) fn meet(&mut self, transfer: &Transfer, near: LegId) {
        self.join(transfer.transferred, near);
        let there = self.introduce(transfer.transferred, near);
        self.tell_after(20, transfer.transferred, "call_updated");
        if let Some(there) = there {
            self.tell_after(25, there, "call_updated");
            if !transfer.named {
                self.tell_after(30, transfer.transferred, "call_updated");
            }
        }
    }

    /// Each side's phone shows the other; the pair of halves between them speaks for the one that was transferred.
    fn introduce(&mut self, transferred: LegId, near: LegId) -> Option<LegId> {
        let far = self.twin(near);
        let there = self.reached(near);
        let own = self.legs.get(&transferred)?.own.clone();
        if let Some(far) = far.and_then(|far| self.leg_mut(far)) {
            far.own.clone_from(&own);
        }
        let there = there.and_then(|there| self.leg_mut(there))?;
        there.peer = Some(own);
        let (there, name) = (there.id, there.own.clone());
        self.leg_mut(transferred)?.peer = Some(name);
        Some(there)
    }

    /// The transfer is over and the recipient is gone.
    fn come_to_nothing(&mut self, directory: &Directory, transfer: &Transfer, delay: i64) {
        let status = transfer.status;
        self.transfer_told(delay, transfer, status, "transfer_cancelled");
        self.transfer_told(delay, transfer, Status::Ended, "transfer_ended");
        match status {
            Status::BlindTransferred => self.hang_up(directory, transfer.transferred, NORMAL),
            Status::Abandoned => self.hang_up(directory, transfer.initiator, NORMAL),
            _ => self.give_back(transfer, delay + 15),
        }
    }

    fn give_back(&mut self, transfer: &Transfer, delay: i64) {
        let own = self
            .legs
            .get(&transfer.transferred)
            .map(|leg| leg.own.clone());
        if let Some(leg) = self.leg_mut(transfer.initiator) {
            leg.peer = own;
        }
        let (initiator_told, transferred_told) = match (transfer.status, transfer.named) {
            (Status::Answered, _) => (5, 4),
            (_, true) => (2, 1),
            (_, false) => (1, 1),
        };
        let rejoin = Rejoin {
            initiator: transfer.initiator,
            transferred: transfer.transferred,
            initiator_told,
            transferred_told,
        };
        self.after(delay, Task::TransferRejoins { rejoin });
    }

    pub(in super::super) fn transfer_rejoins(&mut self, rejoin: Rejoin) {
        self.join(rejoin.transferred, rejoin.initiator);
        for at in (0..).step_by(12).take(rejoin.transferred_told) {
            self.tell_after(at, rejoin.transferred, "call_updated");
        }
        for at in (4..).step_by(12).take(rejoin.initiator_told) {
            self.tell_after(at, rejoin.initiator, "call_updated");
        }
    }

    /// Takes a leg out of its bridge without ending it.
    fn part(&mut self, id: LegId) {
        if let Some(leg) = self.leg_mut(id) {
            leg.bridge = None;
        }
    }
}
