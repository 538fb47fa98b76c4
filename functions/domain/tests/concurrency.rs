// SPDX-License-Identifier: EUPL-1.2
//! The rules of taking a place, as a model that is looked at in all its states: some clients want one place,
//! replies get lost, who hears nothing asks again. Two wrong rules stay here, so that one sees that the model
//! would find them: to read and then to write, and to answer a retry without looking whose the place is.

use stateright::{Checker, Model, Property};

/// How many clients want the place. Three are enough for every fault that more would show.
const CLIENTS: usize = 3;

/// How often a client asks again.
const TRIES: u8 = 2;

/// What a store does when it is asked for the place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rule {
    /// Looks whether it is free; later, and without looking again, writes.
    ReadThenWrite,
    /// One write on the condition that it is free; when it is not, the answer is "taken".
    ConditionAlone,
    /// One write on the condition that it is free; when it is not, the answer depends on whose it is.
    ConditionAndOwner,
}

/// What a client knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Client {
    /// Has asked so often.
    Waiting(u8),
    /// Was seen as the first, but not written yet.
    Seen(u8),
    /// Was told that the place is theirs.
    Yes,
    /// Was told that it is another's.
    No,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct World {
    owner: Option<usize>,
    clients: [Client; CLIENTS],
}

/// Something that happens next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    /// The store looks, for a client.
    Look(usize),
    /// The store does what was asked and the reply arrives.
    Answered(usize),
    /// The store does what was asked and the reply gets lost.
    Lost(usize),
}

impl Model for Rule {
    type State = World;
    type Action = Step;

    fn init_states(&self) -> Vec<World> {
        vec![World { owner: None, clients: [Client::Waiting(0); CLIENTS] }]
    }

    fn actions(&self, world: &World, steps: &mut Vec<Step>) {
        for (who, client) in world.clients.iter().enumerate() {
            match (*client, *self) {
                (Client::Waiting(tries), _) if tries > TRIES => {}
                (Client::Waiting(_), Self::ReadThenWrite) => steps.push(Step::Look(who)),
                (Client::Waiting(_), _) | (Client::Seen(_), _) => steps.extend([Step::Answered(who), Step::Lost(who)]),
                (Client::Yes | Client::No, _) => {}
            }
        }
    }

    fn next_state(&self, world: &World, step: Step) -> Option<World> {
        let mut next = world.clone();
        let (Step::Look(who) | Step::Answered(who) | Step::Lost(who)) = step;
        let (Client::Waiting(tries) | Client::Seen(tries)) = world.clients[who] else { return None };
        if let Step::Look(_) = step {
            next.clients[who] = if world.owner.is_none() { Client::Seen(tries) } else { Client::No };
            return Some(next);
        }
        let free = *self == Self::ReadThenWrite || world.owner.is_none();
        if free {
            next.owner = Some(who);
        }
        let yes = free || (*self == Self::ConditionAndOwner && world.owner == Some(who));
        next.clients[who] = match step {
            Step::Lost(_) => Client::Waiting(tries + 1),
            _ if yes => Client::Yes,
            _ => Client::No,
        };
        Some(next)
    }

    fn properties(&self) -> Vec<Property<Self>> {
        vec![
            Property::always("at most one is told yes", |_, world: &World| world.clients.iter().filter(|client| **client == Client::Yes).count() <= 1),
            Property::always("who is told yes has it", |_, world: &World| world.clients.iter().enumerate().all(|(who, client)| *client != Client::Yes || world.owner == Some(who))),
            Property::always("who is told no has it not", |_, world: &World| {
                world.clients.iter().enumerate().all(|(who, client)| *client != Client::No || world.owner != Some(who))
            }),
            // A world in which nothing can happen any more: the model does get there.
            Property::sometimes("one has it and all others know", |_, world: &World| {
                world.clients.iter().filter(|client| **client == Client::Yes).count() == 1 && world.clients.iter().filter(|client| **client == Client::No).count() == CLIENTS - 1
            }),
        ]
    }
}

/// The properties for which the model finds a counterexample.
fn refuted(rule: Rule) -> Vec<&'static str> {
    let checker = rule.checker().spawn_bfs().join();
    assert!(checker.unique_state_count() > 50, "{rule:?}: only {} states were seen", checker.unique_state_count());
    let mut names: Vec<&str> = checker.discoveries().into_keys().filter(|name| *name != "one has it and all others know").collect();
    assert!(checker.discoveries().contains_key("one has it and all others know"), "{rule:?} never comes to a good end");
    names.sort_unstable();
    names
}

#[test]
fn the_rule_holds_in_every_state() {
    assert_eq!(refuted(Rule::ConditionAndOwner), [""; 0]);
}

#[test]
fn reading_before_writing_gives_a_place_twice() {
    assert_eq!(refuted(Rule::ReadThenWrite), ["at most one is told yes", "who is told no has it not", "who is told yes has it"]);
}

#[test]
fn a_retry_that_does_not_know_itself_is_told_that_its_own_place_is_taken() {
    assert_eq!(refuted(Rule::ConditionAlone), ["who is told no has it not"]);
}
