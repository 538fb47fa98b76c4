// SPDX-License-Identifier: EUPL-1.2
//! Tests of the crate: laws of the layout and of the times, for random scripts.

mod laws;
