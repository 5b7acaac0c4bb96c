//! The queue on SQLite and, where a server is given, on PostgreSQL.
#![cfg(test)]

use std::sync::{
    Arc, Mutex,
    atomic::{AtomicBool, AtomicUsize, Ordering},
};

use hikeshi_db::{Db, Fence};
use hikeshi_jobs::{
    JOBS_MIGRATIONS, Job, JobError, Jobs, Registry, dead_jobs, enqueue, enqueue_once, forget_done,
    free_orphans, retry_dead,
};
use hikeshi_kernel::{Clock as _, FixedClock, SystemRng};
use hikeshi_testkit::TestDatabase;
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};
use tokio::sync::{Notify, watch};

#[derive(Default)]
struct World {
    runs: AtomicUsize,
    broken: AtomicBool,
    /// Never comes to an end.
    hangs: AtomicBool,
    rung: Notify,
    /// Tells the worker to stop in the middle of a job.
    stop_with: Mutex<Option<watch::Sender<bool>>>,
}

#[derive(Serialize, Deserialize)]
struct Ring {
    bell: String,
}

#[async_trait::async_trait]
impl Job<World> for Ring {
    const KIND: &'static str = "test.ring";

    async fn run(&self, world: &World) -> Result<(), JobError> {
        assert_eq!(self.bell, "door");
        world.runs.fetch_add(1, Ordering::SeqCst);
        if let Some(stop) = &*world.stop_with.lock().unwrap() {
            stop.send_replace(true);
        }
        if world.hangs.load(Ordering::SeqCst) {
            world.rung.notify_one();
            std::future::pending::<()>().await;
        }
        if world.broken.load(Ordering::SeqCst) {
            return Err(JobError::new("the bell is broken"));
        }
        Ok(())
    }
}

struct Bench {
    db: Db,
    clock: Arc<FixedClock>,
    world: Arc<World>,
    jobs: Jobs<World>,
    _folder: tempfile::TempDir,
}

async fn bench(url: &str) -> Bench {
    let folder = tempfile::tempdir().unwrap();
    let db = Db::open(url).await.unwrap();
    let clock = Arc::new(FixedClock::at("2026-11-21T00:00:00Z".parse().unwrap()));
    db.migrate(JOBS_MIGRATIONS, folder.path(), clock.now()).await.unwrap();
    let world = Arc::new(World::default());
    let mut registry = Registry::default();
    registry.register::<Ring>();
    let jobs = Jobs::new(db.clone(), clock.clone(), world.clone(), registry);
    Bench { db, clock, world, jobs, _folder: folder }
}

fn ring() -> Ring {
    Ring { bell: "door".to_owned() }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_exists_only_if_its_change_was_committed_and_runs_when_due() {
    for database in TestDatabase::every_kind().await {
        let b = bench(database.url()).await;
        let now = b.clock.now();
        let dropped = b.db.write(Fence::Open).await.unwrap();
        enqueue::<World, _>(&dropped, (&*b.clock, &SystemRng), &ring(), now).await.unwrap();
        drop(dropped);
        assert_eq!(b.jobs.drain().await.unwrap(), 0);
        let tx = b.db.write(Fence::Open).await.unwrap();
        let later = now + SignedDuration::from_mins(5);
        enqueue::<World, _>(&tx, (&*b.clock, &SystemRng), &ring(), later).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(b.jobs.drain().await.unwrap(), 0);
        b.clock.advance(SignedDuration::from_mins(6));
        assert_eq!(b.jobs.drain().await.unwrap(), 1);
        assert_eq!(b.jobs.drain().await.unwrap(), 0);
        b.db.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_with_a_key_is_written_once() {
    for database in TestDatabase::every_kind().await {
        let b = bench(database.url()).await;
        for _ in 0..3 {
            let tx = b.db.write(Fence::Open).await.unwrap();
            let chance: (&dyn hikeshi_kernel::Clock, &dyn hikeshi_kernel::Rng) =
                (&*b.clock, &SystemRng);
            enqueue_once::<World, _>(&tx, chance, &ring(), b.clock.now(), "door-1").await.unwrap();
            tx.commit().await.unwrap();
        }
        assert_eq!(b.jobs.drain().await.unwrap(), 1);
        b.db.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_that_keeps_failing_becomes_dead_and_can_be_tried_again() {
    for database in TestDatabase::every_kind().await {
        let b = bench(database.url()).await;
        b.world.broken.store(true, Ordering::SeqCst);
        let tx = b.db.write(Fence::Open).await.unwrap();
        enqueue::<World, _>(&tx, (&*b.clock, &SystemRng), &ring(), b.clock.now()).await.unwrap();
        tx.commit().await.unwrap();
        for _ in 0..20 {
            b.jobs.drain().await.unwrap();
            b.clock.advance(SignedDuration::from_hours(2));
        }
        assert_eq!(b.world.runs.load(Ordering::SeqCst), 12);
        let tx = b.db.write(Fence::Open).await.unwrap();
        let dead = dead_jobs(&tx).await.unwrap();
        assert_eq!(dead[0].error, "the bell is broken");
        assert!(retry_dead(&tx, dead[0].id, b.clock.now()).await.unwrap());
        tx.commit().await.unwrap();
        b.world.broken.store(false, Ordering::SeqCst);
        assert_eq!(b.jobs.drain().await.unwrap(), 1);
        b.db.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_that_panics_has_failed_and_the_next_one_runs() {
    for database in TestDatabase::every_kind().await {
        let b = bench(database.url()).await;
        let tx = b.db.write(Fence::Open).await.unwrap();
        let window = Ring { bell: "window".to_owned() };
        for job in [window, ring()] {
            enqueue::<World, _>(&tx, (&*b.clock, &SystemRng), &job, b.clock.now()).await.unwrap();
        }
        tx.commit().await.unwrap();
        assert_eq!(b.jobs.drain().await.unwrap(), 2);
        assert_eq!(b.world.runs.load(Ordering::SeqCst), 1);
        b.clock.advance(SignedDuration::from_mins(1));
        assert_eq!(b.jobs.drain().await.unwrap(), 1);
        b.db.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_that_is_told_to_stop_finishes_the_job_in_hand_and_begins_no_other() {
    for database in TestDatabase::every_kind().await {
        let b = bench(database.url()).await;
        let (stop, told) = watch::channel(false);
        *b.world.stop_with.lock().unwrap() = Some(stop);
        let tx = b.db.write(Fence::Open).await.unwrap();
        for _ in 0..3 {
            enqueue::<World, _>(&tx, (&*b.clock, &SystemRng), &ring(), b.clock.now())
                .await
                .unwrap();
        }
        tx.commit().await.unwrap();
        b.jobs.work(told).await;
        assert_eq!(b.world.runs.load(Ordering::SeqCst), 1);
        assert_eq!(b.jobs.drain().await.unwrap(), 2, "the others wait for the next start");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_of_a_worker_that_vanished_is_free_after_a_minute_or_when_somebody_frees_it() {
    for database in TestDatabase::every_kind().await {
        let b = bench(database.url()).await;
        b.world.hangs.store(true, Ordering::SeqCst);
        let tx = b.db.write(Fence::Open).await.unwrap();
        enqueue::<World, _>(&tx, (&*b.clock, &SystemRng), &ring(), b.clock.now()).await.unwrap();
        tx.commit().await.unwrap();
        let vanishes = async || {
            tokio::select! {
                _ = b.jobs.drain() => panic!("it hangs"),
                () = b.world.rung.notified() => {}
            }
        };
        vanishes().await;
        assert_eq!(b.jobs.drain().await.unwrap(), 0);
        b.clock.advance(SignedDuration::from_secs(61));
        vanishes().await;
        assert_eq!(b.jobs.drain().await.unwrap(), 0);
        let tx = b.db.write(Fence::Open).await.unwrap();
        assert_eq!(free_orphans(&tx).await.unwrap(), 1);
        tx.commit().await.unwrap();
        b.world.hangs.store(false, Ordering::SeqCst);
        assert_eq!(b.jobs.drain().await.unwrap(), 1);
        assert_eq!(b.world.runs.load(Ordering::SeqCst), 3);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn done_jobs_are_forgotten_after_a_while_and_a_used_key_stays_used() {
    for database in TestDatabase::every_kind().await {
        let b = bench(database.url()).await;
        let now = b.clock.now();
        let chance: (&dyn hikeshi_kernel::Clock, &dyn hikeshi_kernel::Rng) =
            (&*b.clock, &SystemRng);
        let tx = b.db.write(Fence::Open).await.unwrap();
        let tomorrow = now + SignedDuration::from_hours(25);
        enqueue::<World, _>(&tx, chance, &ring(), now).await.unwrap();
        enqueue::<World, _>(&tx, chance, &ring(), tomorrow).await.unwrap();
        enqueue_once::<World, _>(&tx, chance, &ring(), now, "door-1").await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(b.jobs.drain().await.unwrap(), 2);
        let tx = b.db.write(Fence::Open).await.unwrap();
        assert_eq!(forget_done(&tx, now).await.unwrap(), 0);
        assert_eq!(forget_done(&tx, now + SignedDuration::from_hours(1)).await.unwrap(), 1);
        enqueue_once::<World, _>(&tx, chance, &ring(), now, "door-1").await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(b.jobs.drain().await.unwrap(), 0);
        b.clock.advance(SignedDuration::from_hours(26));
        assert_eq!(b.jobs.drain().await.unwrap(), 1);
        b.db.close().await;
    }
}
