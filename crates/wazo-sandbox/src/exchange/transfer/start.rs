//! From the request to the recipient's answer.

use uuid::Uuid;

use super::super::Exchange;
use super::super::agenda::Task;
use super::super::leg::{Leg, LegId, State};
use super::super::number::{Destination, destination};
use super::super::pair::NewPair;
use super::super::ring::{NORMAL, caller_id};
use super::{Flow, Refused, Status, Transfer};
use crate::directory::Directory;

impl Exchange {
    /// Parks the initiator's call and calls the recipient. `timeout` is in seconds of ringing.
    pub(crate) fn start_transfer(
        &mut self,
        directory: &Directory,
        initiator: LegId,
        exten: &str,
        flow: Flow,
        timeout: Option<i64>,
    ) -> Result<Uuid, Refused> {
        let leg = self.legs.get(&initiator).ok_or(Refused::NobodyToTransfer)?;
        let others: Vec<&Leg> = self.others_in_bridge(leg).collect();
        let other = match others.as_slice() {
            [] => return Err(Refused::NobodyToTransfer),
            [other] => *other,
            _ => return Err(Refused::TooMany),
        };
        let user = leg.user().ok_or(Refused::NobodyToTransfer)?;
        let person = directory.person(user).ok_or(Refused::NobodyToTransfer)?;
        if destination(directory, person.tenant, exten) == Destination::Nowhere {
            return Err(Refused::NoSuchExtension);
        }
        if self.transfers.values().any(|it| it.initiator == initiator) {
            return Err(Refused::AlreadyStarted);
        }
        let id = Uuid::new_v4();
        let transfer = Transfer {
            id,
            user,
            tenant: directory
                .tenant_of(person)
                .map(|tenant| tenant.uuid)
                .unwrap_or_default(),
            initiator,
            initiator_call: leg.call_id.clone(),
            transferred: other.id,
            transferred_call: other.call_id.clone(),
            recipient: None,
            recipient_call: None,
            target: exten.to_owned(),
            timeout: timeout.map(|seconds| seconds * 1_000),
            status: Status::Starting,
            flow,
            in_stasis: leg.in_stasis && other.in_stasis,
            named: false,
        };
        for side in [transfer.initiator, transfer.transferred] {
            if let Some(leg) = self.leg_mut(side) {
                leg.bridge = None;
                leg.in_stasis = true;
            }
        }
        if transfer.in_stasis {
            self.transfers.insert(id, transfer);
            self.transfer_dials(directory, id);
        } else {
            self.transfer_told(105, &transfer, Status::Starting, "transfer_created");
            self.transfers.insert(id, transfer);
            self.after(150, Task::TransferDials { transfer: id });
        }
        Ok(id)
    }

    /// The recipient is called, on the initiator's behalf.
    pub(in super::super) fn transfer_dials(&mut self, directory: &Directory, id: Uuid) {
        let Some(mut transfer) = self.transfers.get(&id).cloned() else {
            return;
        };
        let side = match transfer.status {
            Status::Abandoned | Status::Starting => transfer.initiator,
            _ => transfer.transferred,
        };
        let Some(leg) = self.legs.get(&side).cloned() else {
            return;
        };
        let Some(person) = directory.person(transfer.user) else {
            return;
        };
        let near = self.add_pair(NewPair {
            user: transfer.user,
            own: caller_id(person),
            dialed: &leg.dialed,
            conversation: Some(leg.conversation.clone()),
        });
        let far = near + 1;
        if let Some(far) = self.leg_mut(far) {
            far.target.clone_from(&transfer.target);
            far.direction = leg.direction;
        }
        transfer.recipient = Some(near);
        transfer.recipient_call = self.legs.get(&near).map(|leg| leg.call_id.clone());
        if transfer.in_stasis {
            self.transfer_told(115, &transfer, Status::Ready, "transfer_updated");
            self.transfer_told(130, &transfer, Status::Ringback, "transfer_created");
        } else {
            self.transfer_told(5, &transfer, Status::Starting, "transfer_updated");
        }
        if transfer.status == Status::Starting {
            transfer.status = Status::Ringback;
            if transfer.flow == Flow::Blind {
                self.after(18, Task::TransferLeaves { transfer: id });
            } else if let Destination::Person(_) =
                destination(directory, person.tenant, &transfer.target)
            {
                self.await_recipient(&transfer);
            }
        }
        if let Some(timeout) = transfer.timeout {
            self.after(timeout, Task::TransferTimeout { transfer: id });
        }
        self.transfers.insert(id, transfer);
        self.after(70, Task::Enter { leg: far });
    }

    /// Until the recipient is known, the initiator's phone shows the initiator.
    fn await_recipient(&mut self, transfer: &Transfer) {
        if let Some(leg) = self.leg_mut(transfer.initiator) {
            leg.peer = Some(leg.own.clone());
            self.tell_after(40, transfer.initiator, "call_updated");
            self.tell_after(43, transfer.initiator, "call_updated");
        }
    }

    /// A blind transfer's initiator is hung up at once.
    pub(in super::super) fn transfer_leaves(&mut self, directory: &Directory, id: Uuid) {
        let Some(mut transfer) = self.transfers.get(&id).cloned() else {
            return;
        };
        if transfer.status != Status::Ringback {
            return;
        }
        self.transfer_told(18, &transfer, Status::Ringback, "transfer_completed");
        transfer.status = Status::BlindTransferred;
        let initiator = transfer.initiator;
        self.transfers.insert(id, transfer);
        self.hang_up(directory, initiator, NORMAL);
    }

    /// A phone rings on behalf of that leg: if it is a transfer's, whoever waits learns whose phone.
    pub(in super::super) fn named_by_ringing(&mut self, caller: LegId) {
        let near = self.twin(caller);
        let transfer = near.and_then(|near| self.with_recipient(near));
        match transfer {
            Some(transfer) => self.after(25, Task::TransferNames { transfer }),
            None => self.own_lines_learn(caller),
        }
    }

    pub(in super::super) fn transfer_names(&mut self, id: Uuid) {
        let Some(transfer) = self.transfers.get_mut(&id) else {
            return;
        };
        transfer.named = true;
        let transfer = transfer.clone();
        let waits = match transfer.status {
            Status::BlindTransferred => transfer.transferred,
            _ => transfer.initiator,
        };
        let name = transfer
            .recipient
            .and_then(|near| self.reached(near))
            .and_then(|leg| self.legs.get(&leg))
            .map(|leg| leg.own.clone());
        if let Some(leg) = self.leg_mut(waits) {
            leg.peer = name;
            self.tell_after(0, waits, "call_updated");
            self.tell_after(3, waits, "call_updated");
        }
    }

    fn with_recipient(&self, near: LegId) -> Option<Uuid> {
        let mut transfers = self.transfers.values();
        transfers
            .find(|transfer| transfer.recipient == Some(near))
            .map(|transfer| transfer.id)
    }

    /// The way to the recipient is open: a person, a mailbox or a message has answered.
    pub(in super::super) fn through(&mut self, near: LegId) {
        let Some(mut transfer) = self
            .with_recipient(near)
            .and_then(|id| self.transfers.get(&id).cloned())
        else {
            return self.pair_is_open(near);
        };
        if let Some(leg) = self.leg_mut(near) {
            leg.state = State::Up;
        }
        match transfer.status {
            Status::BlindTransferred => {
                let status = transfer.status;
                self.transfer_told(0, &transfer, status, "transfer_answered");
                self.transfer_told(1, &transfer, Status::Ended, "transfer_ended");
                self.transfers.remove(&transfer.id);
                self.meet(&transfer, near);
            }
            _ => {
                if transfer.status != Status::Abandoned {
                    transfer.status = Status::Answered;
                    self.transfer_told(0, &transfer, Status::Answered, "transfer_answered");
                }
                self.join(transfer.initiator, near);
                self.tell_after(15, transfer.initiator, "call_updated");
                self.transfers.insert(transfer.id, transfer);
            }
        }
    }

    /// Nobody answered in the time that the initiator has given.
    pub(in super::super) fn transfer_timeout(&mut self, directory: &Directory, id: Uuid) {
        /// Q.850: nobody answered.
        const NO_ANSWER: u16 = 19;
        let rings = self.transfers.get(&id).is_some_and(|transfer| {
            matches!(transfer.status, Status::Ringback | Status::BlindTransferred)
        });
        if rings {
            self.fail(directory, id, NO_ANSWER, 47);
        }
    }
}
