//! The scenarios, by what happens in them.

use crate::behind::NOT_REPLAYED;
use crate::play::replay;

macro_rules! scenarios {
    ($($name:ident: $scenario:literal;)*) => {
        /// All that are replayed.
        pub const REPLAYED: &[&str] = &[$($scenario),*];

        $(
            #[tokio::test]
            async fn $name() {
                replay($scenario).await;
            }
        )*
    };
}

scenarios! {
    an_answered_call: "01_originate_answered";
    an_own_phone_answers_by_itself: "01b_originate_auto_answer";
    an_own_phone_is_not_answered: "01d_originate_own_phone_not_answered";
    an_own_phone_is_off: "01e_originate_own_phone_offline";
    bad_requests_are_refused: "01f_originate_bad_bodies";
    all_lines_ring: "01g_originate_all_lines";
    a_callee_is_busy: "02_callee_busy";
    a_busy_callees_mailbox_answers: "02b_callee_busy_voicemail";
    a_callee_declines: "02c_callee_declines";
    a_callee_presses_busy: "02d_callee_busy_key";
    a_mailbox_takes_what_nobody_answers: "03b_callee_no_answer_voicemail";
    a_callees_phone_is_off: "03c_callee_offline";
    a_caller_gives_up: "03d_caller_gives_up";
    an_extension_is_unknown: "04_unknown_extension";
    a_mailbox_is_unknown: "04b_unknown_mailbox";
    an_incoming_call_is_answered: "05_incoming_answered";
    an_incoming_call_is_given_up: "05b_incoming_caller_gives_up";
    an_incoming_call_is_missed: "05c_incoming_missed_timeout";
    an_incoming_call_is_refused_by_request: "05d_incoming_refused_by_api";
    an_incoming_call_is_answered_by_request: "05e_incoming_answered_by_api";
    a_phone_cannot_answer_by_request: "05f_incoming_answer_by_api_unsupported";
    a_callee_does_not_want_to_be_disturbed: "05g_incoming_dnd";
    a_call_is_hung_up_by_request: "06_delete_own_call";
    a_call_is_hung_up_while_the_own_phone_rings: "06b_delete_while_own_phone_rings";
    a_call_is_muted: "07_mute";
    a_call_is_held_by_request: "07c_hold_by_api";
    a_phone_cannot_hold_by_request: "07d_hold_by_api_unsupported";
    digits_are_heard: "07e_dtmf";
    a_call_is_recorded: "07f_record";
    an_attended_transfer_is_completed: "08_attended_complete";
    a_transfer_completed_too_early_is_blind: "08b_attended_completed_before_answer";
    an_initiator_leaves_while_the_recipient_rings: "08d_attended_initiator_hangs_up_ringing";
    an_own_call_is_transferred: "08e_attended_of_own_outgoing_call";
    an_answered_transfer_is_cancelled: "09b_attended_cancel_answered";
    a_recipient_declines: "10_recipient_refuses";
    a_recipient_does_not_answer_in_time: "10c_recipient_no_answer_timeout";
    a_recipient_does_not_answer: "10d_recipient_no_answer_no_timeout";
    a_recipients_mailbox_answers: "10f_recipient_voicemail";
    a_caller_abandons_a_transfer: "11_caller_abandons_ringing";
    an_abandoned_transfer_is_cancelled: "11c_abandoned_then_cancel";
    a_blind_transfer_is_answered: "12_blind_answered";
    a_blind_transfer_is_not_answered: "13_blind_no_answer";
    bad_transfers_are_refused: "13b_transfer_unknown_extension";
    a_blind_transfer_times_out: "13d_blind_timeout";
    a_caller_abandons_a_blind_transfer: "13e_blind_caller_abandons";
    a_second_transfer_follows_a_cancelled_one: "14_two_transfers";
    two_transfers_begin_at_once: "14b_two_transfers_at_the_same_time";
    a_second_transfer_is_refused: "14c_second_transfer_when_answered";
    a_recipient_transfers_too: "14d_transferred_party_transfers_too";
    a_blind_transfer_leads_to_a_mailbox: "15_voicemail_blind";
    a_blind_transfer_leads_to_no_mailbox: "15c_voicemail_wrong_mailbox_blind";
    an_attended_transfer_leads_to_no_mailbox: "15d_voicemail_wrong_mailbox_attended";
    a_blind_transfer_leads_to_somebodys_mailbox: "15e_voicemail_of_user_blind";
    a_blind_transfer_leads_to_a_mailbox_that_takes_nothing: "15f_voicemail_of_user_without_blind";
    lines_show_what_their_calls_do: "17_line_states";
    a_queue_calls_an_agent: "18_agent_queue";
    a_phone_transfers_by_its_own_keys: "19_phone_blind_transfer";
    phoned_is_away: "20_phoned_down";
    calld_is_away_for_a_while: "20c_calld_restart";
    asterisk_dies_and_comes_back: "21_asterisk_restart";
}

#[test]
fn every_recorded_scenario_is_replayed_or_listed() {
    let recorded = crate::recording::scenarios();
    let mut known: Vec<&str> = REPLAYED.to_vec();
    known.extend(NOT_REPLAYED.iter().map(|(scenario, _)| *scenario));
    known.sort_unstable();
    assert_eq!(recorded, known);
}
