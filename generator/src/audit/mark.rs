// SPDX-License-Identifier: EUPL-1.2
//! The `data-element` attributes by which the official validator finds pages and parts.

macro_rules! marks {
    ($($variant:ident = $text:literal),* $(,)?) => {
        /// A `data-element` that some criterion asks about.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub(super) enum Mark { $(#[doc = $text] $variant,)* }

        impl Mark {
            /// The mark for the value of a `data-element`.
            pub(super) fn of(value: &str) -> Option<Self> {
                match value {
                    $($text => Some(Self::$variant),)*
                    _ => None,
                }
            }

            /// As it is written in the page.
            pub(super) fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)* }
            }
        }
    };
}

marks! {
    ServiceLink = "service-link",
    Management = "management",
    News = "news",
    AllServices = "all-services",
    Live = "live",
    CustomSubmenu = "custom-submenu",
    ManagementCategoryLink = "management-category-link",
    NewsCategoryLink = "news-category-link",
    ServiceCategoryLink = "service-category-link",
    CustomCategoryLink = "custom-category-link",
    LiveButtonLocations = "live-button-locations",
    LiveButtonEvents = "live-button-events",
    AppointmentBooking = "appointment-booking",
    LoadOtherCards = "load-other-cards",
    PagerLink = "pager-link",
    PageIndex = "page-index",
    Breadcrumb = "breadcrumb",
    ServiceTitle = "service-title",
    ServiceDescription = "service-description",
    ServiceStatus = "service-status",
    ServiceTopic = "service-topic",
    ServiceAddressed = "service-addressed",
    ServiceHowTo = "service-how-to",
    ServiceNeeded = "service-needed",
    ServiceAchieved = "service-achieved",
    ServiceCalendarText = "service-calendar-text",
    ServiceCalendarList = "service-calendar-list",
    ServiceGenericAccess = "service-generic-access",
    ServiceOnlineAccess = "service-online-access",
    ServiceBookingAccess = "service-booking-access",
    ServiceFile = "service-file",
    ServiceArea = "service-area",
    Metatag = "metatag",
    AllTopics = "all-topics",
    TopicElement = "topic-element",
    Faq = "faq",
    ReportInefficiency = "report-inefficiency",
    AccessibilityLink = "accessibility-link",
    PrivacyPolicyLink = "privacy-policy-link",
    LegalNotes = "legal-notes",
    LegalNotesSection = "legal-notes-section",
    LegalNotesBody = "legal-notes-body",
    Feedback = "feedback",
    FeedbackTitle = "feedback-title",
    FeedbackRate1 = "feedback-rate-1",
    FeedbackRate2 = "feedback-rate-2",
    FeedbackRate3 = "feedback-rate-3",
    FeedbackRate4 = "feedback-rate-4",
    FeedbackRate5 = "feedback-rate-5",
    FeedbackRatingPositive = "feedback-rating-positive",
    FeedbackRatingNegative = "feedback-rating-negative",
    FeedbackRatingQuestion = "feedback-rating-question",
    FeedbackRatingAnswer = "feedback-rating-answer",
    FeedbackInputText = "feedback-input-text",
    IndexVoice = "page-index > li > a",
    Crumb = "breadcrumb li",
}

impl Mark {
    /// Whether a criterion reads the text of the element. Service links are many and unread.
    pub(super) fn has_text(self) -> bool {
        use Mark::*;
        !matches!(
            self,
            ServiceLink
                | AppointmentBooking
                | LoadOtherCards
                | PagerLink
                | PageIndex
                | Breadcrumb
                | Metatag
                | AllTopics
                | Feedback
                | FeedbackRate1
                | FeedbackRate2
                | FeedbackRate3
                | FeedbackRate4
                | FeedbackRate5
                | FeedbackRatingPositive
                | FeedbackRatingNegative
                | FeedbackInputText
                | ServiceFile
                | ServiceStatus
                | ServiceCalendarList
                | ServiceGenericAccess
                | ServiceOnlineAccess
                | ServiceBookingAccess
        )
    }

    /// Whether the element belongs to the content of a page, which the rating must follow.
    pub(super) fn is_content(self) -> bool {
        use Mark::*;
        (ServiceTitle..=ServiceArea).contains(&self) || (ManagementCategoryLink..=LiveButtonEvents).contains(&self) || matches!(self, ServiceLink | PageIndex)
    }
}
