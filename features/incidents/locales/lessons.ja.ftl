# Recovery, lessons, closing.
lessons-tab = 復旧と再発防止
lessons-title = 復旧と再発防止
lessons-saved = 記録しました。
lessons-kind = 種類
lessons-kind-missing = 復旧か再発防止かを選んでください。
lessons-kind-restore = 復旧の作業
lessons-kind-restore-about = 止めたもの、こわれたものを、使えるように戻す作業です。
lessons-kind-restore-none = まだ1つもありません。戻すものがなければ、それを確かめたことを1つの作業として書きます。
lessons-kind-prevention = 再発防止の対策
lessons-kind-prevention-about = 同じことを起こさないための対策です。担当者と期日を決めます。
lessons-kind-prevention-none = まだ1つもありません。小さな対策から書いてください。
lessons-what = すること
lessons-what-hint = 例：VPN装置を新しい版にする
lessons-title-missing = することを書いてください。
lessons-owner = 担当者
lessons-owner-hint = 名前を1人だけ書きます。
lessons-owner-is = 担当：{ $who }
lessons-owner-none = 担当者が決まっていません
lessons-due = 期日
lessons-due-is = 期日：{ $day }
lessons-due-none = 期日が決まっていません
lessons-due-unclear = 期日は、2026/12/10のように書いてください。
lessons-note = メモ
lessons-note-hint = 確かめ方や、かかる費用などです。
lessons-too-long = 長すぎます。{ $max }文字までで書いてください。
lessons-state-open = これから
lessons-state-late = 期日を過ぎています
lessons-state-loose = 担当者か期日がない
lessons-state-done = 終わった
lessons-done-by = { $at }に{ $who }が終えた
lessons-done = 終わった
lessons-undo = まだ終わっていない
lessons-change = 直す
lessons-write = 書く
lessons-learned = 原因と、学んだこと
lessons-add = 作業や対策を加える
lessons-add-link = ここに加える
lessons-add-act = 加える
lessons-save = 保存する
lessons-save-mine = 自分の内容で保存する
lessons-keep-theirs = いまの内容のままにする
lessons-conflict = ほかの人が、先に直しました
lessons-conflict-now = いまは、次のようになっています。
lessons-conflict-yours = あなたが書いた内容は、下に残っています。
lessons-read-only = 書き加えられるのは、対応する人だけです。
lessons-left = 閉じる前に、あと{ $count }件残っています
lessons-ready = 閉じるために必要なことは、そろっています
lessons-see-left = 残っていることを見る
lessons-need-loose = 担当者か期日がまだのもの：{ $measures }
lessons-to-close = 閉じるページへ進む
lessons-next = 復旧と再発防止を書いて、閉じる
lessons-next-why = 手順は、すべて片づきました。残りは、復旧、原因、再発防止です。
lessons-next-open = 復旧と再発防止を書く
lessons-next-confirm = 2人目が確かめて、閉じる
lessons-next-confirm-why = 1人目が閉じました。別の人が内容を確かめます。
lessons-next-confirm-open = 内容を確かめる
lessons-close-title = この事案を閉じる
lessons-closed-title = この事案は閉じています
lessons-closed-text = 書き加えることはできません。読むことと、書類を作ることはできます。
lessons-closed-note = この事案は閉じています。書き加えるには、理由を書いて開き直します。
lessons-closed-link = 開き直す
lessons-level-missing = 先に、被害レベルを決めてください
lessons-needs-history = 過去の記録なので、必要なことはありません
lessons-need-met = できている
lessons-need-later = このあと
lessons-need-left = あと{ $count }件
lessons-need-open = まだ
lessons-close = 閉じる
lessons-close-who = 閉じたり開き直したりできるのは、経営者、責任者、お助け隊の分析担当です。
lessons-close-later = 残っていることが片づくと、ここで閉じられます。
lessons-two-persons = レベル3は、2人で閉じます。別の人が確かめるまで、事案は閉じません。
lessons-two-persons-lowered = レベル3から下げた人だけでは閉じられません。別の人が確かめると、事案が閉じます。
lessons-close-note = 記録に残す言葉
lessons-close-note-hint = 例：復旧を確かめ、取引先への説明も終えたため。
lessons-close-act = 閉じる
lessons-close-first = 1人目として閉じる
lessons-second = 2人目の確認
lessons-first-was = { $at }に、{ $who }が1人目として閉じることを申し出ました。
lessons-same-person = 1人目と2人目は、別の人でなければなりません。ほかの人に確認を頼んでください。
lessons-nobody-of-company = 2人のうち1人は、会社の人でなければなりません。会社の人に確認を頼んでください。
lessons-confirm-act = 確かめたので、閉じる
lessons-withdraw-act = 閉じるのをやめて、続ける
lessons-reopen = 開き直す
lessons-reopen-why = 開き直す理由
lessons-reopen-why-hint = 例：同じ様子のパソコンが、もう1台見つかったため。
lessons-reason-missing = 開き直す理由を書いてください。1文で足ります。
lessons-reopen-act = 理由を残して、開き直す
lessons-acts = 閉じた・開き直した記録
lessons-close-conflict = ほかの人が、先に操作しました
lessons-close-conflict-yours = あなたが書いた言葉です。
lessons-line-restore-done = 復旧の作業を終えた：{ $title }
lessons-line-restore-open = 復旧の作業を、終わっていない状態に戻した：{ $title }
lessons-line-prevention-done = 再発防止の対策を終えた：{ $title }
lessons-line-prevention-open = 再発防止の対策を、終わっていない状態に戻した：{ $title }
lessons-line-proposed = 1人目として、事案を閉じることを申し出た
lessons-line-proposed-because = 1人目として、事案を閉じることを申し出た：{ $note }
lessons-line-closed = 事案を閉じた
lessons-line-closed-because = 事案を閉じた：{ $note }
lessons-line-confirmed = 2人目として確かめ、事案を閉じた
lessons-line-confirmed-because = 2人目として確かめ、事案を閉じた：{ $note }
lessons-line-withdrawn = 閉じるのをやめた
lessons-line-withdrawn-because = 閉じるのをやめた：{ $note }
lessons-line-reopened-because = 事案を開き直した（理由：{ $note }）
lessons-mail-subject = 【確認してください】事案を閉じる2人目の確認（{ $number }）
lessons-mail-subject-drill = 【訓練】【確認してください】事案を閉じる2人目の確認（{ $number }）
lessons-mail-no-note = なし
lessons-mail-body =
    { $name }さん

    { $first }さんが、事案を閉じることを1人目として申し出ました。
    この事案は、別の人がもう1人確かめるまで閉じません。

    事案：{ $title }（{ $number }）
    { $first }さんの言葉：{ $note }

    下のページで内容を確かめてください。よければ「確かめたので、閉じる」を押します。
    まだ閉じられないときは、「閉じるのをやめて、続ける」を押します。
    ログインが必要です。
    { $page }
