// SPDX-License-Identifier: EUPL-1.2
//! The store in DynamoDB passes the contract: on dynoxide, which the tests start, or on the engine at
//! `DYNAMODB_ENDPOINT`, as `scripts/dynamodb-local.sh` sets it. The first line of the output says which.

mod cost;
mod cost_of_feedback;
mod cost_of_reports;
mod engine;
mod faults;
mod load;
mod process;
mod proxy;
mod shape;
mod versions;

use std::sync::Arc;
use store::contract;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_contract_of_all_stores() {
    contract::all(engine::empty).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_citizens_ask() {
    contract::desk::all(engine::empty).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_contract_of_reports() {
    contract::reports::all(engine::empty).await;
    contract::life::all(engine::empty).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_contract_of_help_requests_and_ratings() {
    contract::feedback::all(engine::empty).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_crowd_of_citizens_and_clerks() {
    let _turn = engine::alone().await;
    contract::feedback::crowd(Arc::new(engine::empty().await), 20).await;
    contract::reports::crowd(Arc::new(engine::empty().await), 20).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_crowd_at_few_places() {
    let _turn = engine::alone().await;
    contract::crowd(Arc::new(engine::empty().await), 50, 20).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn five_hundred_want_two_hundred_places() {
    let _turn = engine::alone().await;
    contract::desk::crowd(engine::empty().await, 500, 200).await;
}
