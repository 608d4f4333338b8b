//! Edge: waits until something may have changed. Events of the system are an alarm clock and a hint of what to read
//! first; none is trusted to tell what happened, or that nothing did. In quiet moments the whole folder is looked over
//! by size and time, so that nothing is missed; where the system sends no events, that is done more often instead.

use std::collections::{BTreeSet, VecDeque};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, EventKind, ModifyKind, RenameMode};
use notify::{ErrorKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::http::Question;
use crate::input::disk::{FOLDERS, Folder, Identity, identity};

/// Events of one save come within this time of each other.
const SETTLED: Duration = Duration::from_millis(2);

/// Longer than this no build waits for events to end.
const LONGEST: Duration = Duration::from_millis(20);

/// How long after the last event the folder is looked over.
const QUIET: Duration = Duration::from_millis(250);

/// Pauses between looks: at least this long, and so many times as long as a look takes.
const WITH_EVENTS: (Duration, u32) = (Duration::from_secs(2), 50);
const WITHOUT_EVENTS: (Duration, u32) = (Duration::from_millis(300), 10);

/// What arrives from other threads.
pub enum Alarm {
    /// Something happened at these places.
    Touched(Vec<PathBuf>),
    /// Who wrote at these places has closed what was written, or put it where it belongs.
    Written(Vec<PathBuf>),
    /// Something happened anywhere.
    Anything,
    /// Events end here.
    Blind(Trouble),
    /// A browser asks.
    Asked(Question),
}

/// Why there are no events.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The system watches no more folders.
    Limit,
    /// The system says why.
    Refused(String),
}

/// What there is to do.
pub enum Wake {
    /// These places may have changed.
    Touched(BTreeSet<PathBuf>),
    /// A browser asks.
    Asked(Question),
    /// There are no more events; the folder is looked over instead.
    Blind(Trouble),
}

/// A handbook's folder under watch.
pub struct Watch {
    root: PathBuf,
    sender: Sender<Alarm>,
    alarms: Receiver<Alarm>,
    waiting: VecDeque<Alarm>,
    /// Whether events are asked for; `watcher` brings them.
    listens: bool,
    watcher: Option<RecommendedWatcher>,
    /// Which folders are watched; one that is replaced must be watched anew.
    watched: Vec<Option<Identity>>,
    pause: Duration,
}

impl Watch {
    /// Watches the handbook in the folder `root`.
    pub fn start(root: &Path) -> Self {
        let mut watch = Self { listens: true, ..Self::without_events(root) };
        watch.listen();
        watch
    }

    /// Only looks the folder over, as on a drive whose changes the system is not told of.
    pub fn without_events(root: &Path) -> Self {
        let (sender, alarms) = channel();
        let (waiting, watched) = (VecDeque::new(), Vec::new());
        Self { root: root.to_path_buf(), sender, alarms, waiting, listens: false, watcher: None, watched, pause: WITHOUT_EVENTS.0 }
    }

    /// Where others put their questions.
    pub fn sender(&self) -> Sender<Alarm> {
        self.sender.clone()
    }

    /// Waits until there is something to do. `None` when nobody can ask or tell any more.
    pub fn next(&mut self, folder: &Folder) -> Option<Wake> {
        loop {
            match self.alarm(self.pause) {
                Ok(Alarm::Asked(question)) => return Some(Wake::Asked(question)),
                Ok(Alarm::Blind(trouble)) => {
                    // Whatever events still come would say the same.
                    self.watcher = None;
                    if std::mem::take(&mut self.listens) {
                        return Some(Wake::Blind(trouble));
                    }
                }
                Ok(alarm) => {
                    let mut touched = BTreeSet::new();
                    let everything = self.gather(alarm, &mut touched, SETTLED);
                    self.pause = QUIET;
                    if everything || touched.iter().any(|place| place.parent() == Some(&self.root)) {
                        self.renew();
                    }
                    if everything {
                        touched.extend(FOLDERS.map(|folder| self.root.join(folder)));
                    }
                    return Some(Wake::Touched(touched));
                }
                Err(RecvTimeoutError::Timeout) => {
                    let differing = self.look_over(folder);
                    if !differing.is_empty() {
                        return Some(Wake::Touched(differing));
                    }
                }
                Err(RecvTimeoutError::Disconnected) => return None,
            }
        }
    }

    /// What else is touched before `patience` ends without an event.
    pub fn more(&mut self, patience: Duration) -> BTreeSet<PathBuf> {
        let mut touched = BTreeSet::new();
        self.gather(Alarm::Touched(Vec::new()), &mut touched, patience);
        touched
    }

    fn alarm(&mut self, patience: Duration) -> Result<Alarm, RecvTimeoutError> {
        match self.waiting.pop_front() {
            Some(alarm) => Ok(alarm),
            None => self.alarms.recv_timeout(patience),
        }
    }

    /// Takes in an alarm and those that follow closely; gives whether one of them was for everything.
    fn gather(&mut self, first: Alarm, touched: &mut BTreeSet<PathBuf>, patience: Duration) -> bool {
        let began = Instant::now();
        let mut everything = false;
        let mut next = Some(first);
        while let Some(alarm) = next {
            // Where a file is closed nothing has to settle: what else has come is taken along, and nothing is waited for.
            let patience = if matches!(alarm, Alarm::Written(_)) { Duration::ZERO } else { patience };
            match alarm {
                Alarm::Touched(places) | Alarm::Written(places) => touched.extend(places),
                Alarm::Anything => everything = true,
                // Questions wait their turn.
                other => self.waiting.push_back(other),
            }
            let is_long = began.elapsed() > LONGEST.max(patience);
            next = if is_long { None } else { self.alarms.recv_timeout(patience).ok() };
        }
        everything
    }

    /// Compares the folder with how it was read, until the next alarm.
    fn look_over(&mut self, folder: &Folder) -> BTreeSet<PathBuf> {
        self.renew();
        let began = Instant::now();
        let (alarms, waiting) = (&self.alarms, &mut self.waiting);
        let differing = folder.differing(&mut || {
            waiting.extend(alarms.try_recv());
            !waiting.is_empty()
        });
        let (least, times) = if self.listens { WITH_EVENTS } else { WITHOUT_EVENTS };
        self.pause = least.max(began.elapsed() * times);
        differing
    }

    /// Listens anew where a watched folder went or came back.
    fn renew(&mut self) {
        if self.listens && self.identities() != self.watched {
            self.listen();
        }
    }

    fn identities(&self) -> Vec<Option<Identity>> {
        let folders = FOLDERS.map(|folder| self.root.join(folder));
        std::iter::once(&self.root).chain(&folders).map(|folder| identity(folder)).collect()
    }

    /// Asks the system for events. Where it refuses, that arrives as an alarm.
    fn listen(&mut self) {
        self.watched = self.identities();
        let sender = self.sender.clone();
        let watcher = notify::recommended_watcher(move |event| {
            if let Some(alarm) = alarm(event) {
                // Nobody waits for alarms when the program ends.
                let _ = sender.send(alarm);
            }
        });
        let listening = watcher.and_then(|mut watcher| {
            // The root itself only for folders that come and go: below it may lie anything.
            watcher.watch(&self.root, RecursiveMode::NonRecursive)?;
            for folder in FOLDERS.map(|folder| self.root.join(folder)).iter().filter(|folder| folder.is_dir()) {
                watcher.watch(folder, RecursiveMode::Recursive)?;
            }
            Ok(watcher)
        });
        match listening {
            Ok(watcher) => self.watcher = Some(watcher),
            Err(error) if matches!(error.kind, ErrorKind::PathNotFound) => {
                // A folder went while it was asked for: the next look asks again.
                self.watcher = None;
                self.watched.clear();
            }
            Err(error) => self.waiting.push_back(Alarm::Blind(trouble(error))),
        }
    }
}

/// The alarm that an event is. Looking at a file changes nothing, and it is what we do ourselves.
fn alarm(event: notify::Result<notify::Event>) -> Option<Alarm> {
    match event {
        Ok(event) if event.need_rescan() => Some(Alarm::Anything),
        Ok(event) => match event.kind {
            EventKind::Access(AccessKind::Close(AccessMode::Write)) | EventKind::Modify(ModifyKind::Name(RenameMode::To)) => {
                Some(Alarm::Written(event.paths))
            }
            EventKind::Access(_) => None,
            _ => Some(Alarm::Touched(event.paths)),
        },
        Err(error) => match error.kind {
            ErrorKind::MaxFilesWatch => Some(Alarm::Blind(Trouble::Limit)),
            _ => Some(Alarm::Anything),
        },
    }
}

fn trouble(error: notify::Error) -> Trouble {
    match error.kind {
        ErrorKind::MaxFilesWatch => Trouble::Limit,
        ErrorKind::Io(error) => Trouble::Refused(error.to_string()),
        kind => Trouble::Refused(format!("{kind:?}")),
    }
}
