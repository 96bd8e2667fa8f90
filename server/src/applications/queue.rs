//! Queue of submissions with one writer (docs/adr/0019-group-commit.md). Requests are checked in parallel; the writer
//! saves all that wait in one transaction, and each request gets its own outcome.

use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};

use api::ApiProblem;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc, oneshot};

use crate::applications::store::{NewApplication, SubmitOutcome};
use crate::platform::clock::Clock;
use crate::platform::data_dir::ReceiptKeys;
use crate::platform::error::ApiError;
use crate::platform::store::{SharedError, Store};

/// Submissions that wait or are in flight. A further one is rejected (503 with Retry-After). At the measured throughput
/// the last of them waits well under a second.
pub const CAPACITY: usize = 1_024;

/// Submissions in one transaction. More would delay the first of them, and save little.
const BATCH: usize = 256;

/// Submissions of one person that wait or are in flight: an attempt and its repetition.
const PER_PERSON: u32 = 2;

/// `Retry-After` of a busy server, in seconds.
const RETRY_AFTER: u32 = 2;

/// Queue of submissions; clones share it.
#[derive(Clone, Debug)]
pub struct SubmissionQueue {
    jobs: mpsc::UnboundedSender<Job>,
    /// Free places.
    pub places: Arc<Semaphore>,
    people: Arc<People>,
}

/// Submission that waits for its outcome.
#[derive(Debug)]
struct Job {
    new: NewApplication,
    outcome: oneshot::Sender<Result<SubmitOutcome, SharedError>>,
}

/// Place of a person's submission in the queue.
#[derive(Debug)]
pub struct Place {
    _permit: OwnedSemaphorePermit,
    person: String,
    people: Arc<People>,
}

impl Drop for Place {
    fn drop(&mut self) {
        self.people.leave(&self.person);
    }
}

impl SubmissionQueue {
    /// Starts the writer. It ends after the last clone of the queue.
    pub fn start(store: Store, keys: ReceiptKeys, clock: Clock) -> Self {
        let (jobs, waiting) = mpsc::unbounded_channel();
        tokio::spawn(Writer { store, keys, clock }.run(waiting));
        Self { jobs, places: Arc::new(Semaphore::new(CAPACITY)), people: Arc::default() }
    }

    /// Checks for a free place without taking it, before the server works for a request.
    ///
    /// # Errors
    /// [`ApiProblem::Busy`] if the queue is full.
    pub fn check(&self) -> Result<(), ApiProblem> {
        if self.places.available_permits() == 0 { Err(busy()) } else { Ok(()) }
    }

    /// Takes a place for a submission of a person.
    ///
    /// # Errors
    /// [`ApiProblem::Busy`] if the queue is full or the person has two submissions in it.
    pub fn enter(&self, person: &str) -> Result<Place, ApiProblem> {
        let permit = Arc::clone(&self.places).try_acquire_owned().map_err(|_| busy())?;
        if !self.people.enter(person) {
            return Err(busy());
        }
        Ok(Place { _permit: permit, person: person.to_owned(), people: Arc::clone(&self.people) })
    }

    /// Saves an application and waits for its outcome. If the caller stops waiting, it is saved all the same.
    ///
    /// # Errors
    /// [`ApiError`] if the database is unavailable or rejects the application.
    pub async fn submit(&self, _place: &Place, new: NewApplication) -> Result<SubmitOutcome, ApiError> {
        let (outcome, answered) = oneshot::channel();
        self.jobs.send(Job { new, outcome }).map_err(|_| ApiError::internal("the writer of submissions has ended"))?;
        Ok(answered.await.map_err(ApiError::internal)??)
    }
}

const fn busy() -> ApiProblem {
    ApiProblem::Busy { retry_after: RETRY_AFTER }
}

/// Numbers of submissions by person.
#[derive(Debug, Default)]
struct People(Mutex<HashMap<String, u32>>);

impl People {
    fn enter(&self, person: &str) -> bool {
        let mut people = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let number = people.entry(person.to_owned()).or_default();
        let has_room = *number < PER_PERSON;
        *number += u32::from(has_room);
        has_room
    }

    fn leave(&self, person: &str) {
        let mut people = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(number) = people.get_mut(person) {
            *number -= 1;
            if *number == 0 {
                people.remove(person);
            }
        }
    }
}

/// The one writer of a server.
struct Writer {
    store: Store,
    keys: ReceiptKeys,
    clock: Clock,
}

impl Writer {
    async fn run(self, mut waiting: mpsc::UnboundedReceiver<Job>) {
        let mut jobs = VecDeque::new();
        loop {
            if jobs.is_empty() {
                match waiting.recv().await {
                    Some(job) => jobs.push_back(job),
                    None => return,
                }
            }
            while let Ok(job) = waiting.try_recv() {
                jobs.push_back(job);
            }
            let batch = next_batch(&mut jobs);
            self.save(batch).await;
        }
    }

    /// Saves a batch. If the database rejects it, each application is saved alone, so that a bad one fails alone.
    async fn save(&self, batch: Vec<Job>) {
        let (new, outcomes): (Vec<_>, Vec<_>) = batch.into_iter().map(|job| (job.new, job.outcome)).unzip();
        match self.submit(&new).await {
            Ok(saved) => answer_all(outcomes, saved.into_iter().map(Ok)),
            Err(error @ SharedError::Unavailable(_)) => {
                answer_all(outcomes, std::iter::repeat_with(|| Err(error.clone())));
            }
            Err(SharedError::Failed(_)) => {
                for (new, outcome) in new.iter().zip(outcomes) {
                    let saved = self.submit(std::slice::from_ref(new)).await;
                    answer_all(vec![outcome], saved.map(|mut saved| saved.pop()).transpose());
                }
            }
        }
    }

    async fn submit(&self, new: &[NewApplication]) -> Result<Vec<SubmitOutcome>, SharedError> {
        Ok(self.store.submit(new, &self.keys.signing, || self.clock.now()).await?)
    }
}

type Outcome = Result<SubmitOutcome, SharedError>;

/// Answers the requests. A request whose client has gone has no receiver any more.
fn answer_all(requests: Vec<oneshot::Sender<Outcome>>, outcomes: impl IntoIterator<Item = Outcome>) {
    for (request, outcome) in requests.into_iter().zip(outcomes) {
        drop(request.send(outcome));
    }
}

/// Takes the next submissions in their order, at most one of each person, so that the repetition of an attempt finds
/// the saved one.
fn next_batch(jobs: &mut VecDeque<Job>) -> Vec<Job> {
    let (mut batch, mut later, mut people) = (Vec::new(), VecDeque::new(), HashSet::new());
    while let Some(job) = jobs.pop_front() {
        if batch.len() == BATCH {
            jobs.push_front(job);
            break;
        }
        if people.insert(job.new.person.clone()) {
            batch.push(job);
        } else {
            later.push_back(job);
        }
    }
    later.append(jobs);
    *jobs = later;
    batch
}
