//! Edge: Ctrl-C while a command works. What was staged is nobody's and the next run clears it; what stood stands. So
//! the program says that in a sentence and ends at once, whatever its threads are in the middle of: a template of the
//! handbook may loop without end.

use std::process;
use std::thread;

use super::complain;
use crate::messages::Messages;

/// What shells say of a program that Ctrl-C ended: 128 and the number of the signal.
const INTERRUPTED: i32 = 130;

/// From now on Ctrl-C is answered with a sentence. Where the system grants no thread for it, Ctrl-C ends the program
/// all the same, in silence.
pub fn answer(messages: &Messages) {
    let language = messages.language();
    let waiting = thread::Builder::new().name("interrupt".to_owned());
    let _ = waiting.spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build();
        if runtime.is_ok_and(|runtime| runtime.block_on(tokio::signal::ctrl_c()).is_ok()) {
            complain(&Messages::new(language).plain("interrupted"));
            process::exit(INTERRUPTED);
        }
    });
}
