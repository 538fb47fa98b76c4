// SPDX-License-Identifier: EUPL-1.2
//! Where the bucket is, and as whom we ask.

use aws_credential_types::Credentials;
use domain::store::{Answer, StoreError};

/// A bucket and who asks it.
#[derive(Debug, Clone)]
pub struct Access {
    pub(crate) region: String,
    pub(crate) credentials: Credentials,
    /// The address of the bucket, without a slash at its end.
    pub(crate) base: String,
    /// Its name.
    pub(crate) bucket: String,
}

impl Access {
    /// From the environment that Lambda gives a function, and `AWS_ENDPOINT_URL_S3`, the variable of all SDKs, when
    /// the bucket is elsewhere than in the region.
    ///
    /// # Errors
    /// When a variable is missing.
    pub fn of_lambda(bucket: &str, variable: impl Fn(&str) -> Option<String>) -> Answer<Self> {
        let needed = |name: &str| variable(name).ok_or_else(|| StoreError(format!("the variable `{name}` is not set").into()));
        let region = needed("AWS_REGION")?;
        let credentials = Credentials::new(needed("AWS_ACCESS_KEY_ID")?, needed("AWS_SECRET_ACCESS_KEY")?, variable("AWS_SESSION_TOKEN"), None, "lambda");
        let base = match variable("AWS_ENDPOINT_URL_S3") {
            Some(endpoint) => path_style(&endpoint, bucket),
            None => format!("https://{bucket}.s3.{region}.amazonaws.com"),
        };
        Ok(Self { region, credentials, base, bucket: bucket.to_owned() })
    }

    /// A server on this machine that knows these credentials.
    #[must_use]
    pub fn local(endpoint: &str, bucket: &str, id: &str, secret: &str) -> Self {
        let credentials = Credentials::new(id, secret, None, None, "local");
        Self { region: "eu-south-1".to_owned(), credentials, base: path_style(endpoint, bucket), bucket: bucket.to_owned() }
    }
}

fn path_style(endpoint: &str, bucket: &str) -> String {
    format!("{}/{bucket}", endpoint.trim_end_matches('/'))
}
