proof-entry-title = 記録 { $number }番
proof-entry-back = 会社の記録に戻る
proof-entry-who = 人
proof-entry-when = 日時
proof-entry-leaf = この記録の照合値
proof-entry-about = 同じものについての記録をすべて見る
proof-entry-proof = 証明ファイル
proof-entry-sealed = この記録は、全部で{ $size }件の記録の照合値に入っています。あとから変えると、合わなくなります。
proof-entry-save = 証明ファイルを保存
proof-entry-proves = この記録がその時点で記録の中にあり、そのあと変わっていないことを示せます。
proof-entry-holds = ファイルには番号と照合値が入ります。人の名前や文章は入りません。
proof-entry-without-us = このシステムがなくても確かめられます。「hikeshi proof verify」か、C2SP tlog-proofを読めるほかの道具を使います。
proof-entry-verify = この記録が照合値に入っているかを、公開のページで確かめる
proof-entry-keys = 証明ファイルを確かめるときに使う公開鍵を開く
proof-entry-open-title = まだ証明できません
proof-entry-open = この記録を照合値に入れられませんでした。管理者に知らせてください。記録そのものは残っています。
proof-others = ほかの場所での裏づけ
proof-alarm-title = 記録の照合で食い違いが見つかりました
proof-alarm = 管理者が確かめています。くわしいことは管理者に聞いてください。
proof-keepers = 照合値を預かっている相手
proof-keepers-none = まだ、ほかの場所には預けていません。
proof-keeper = { $size }件まで。{ $when }に渡しました。
proof-stamp = 時刻の証明（タイムスタンプ）
proof-stamped = { $when }に、{ $authority }が時刻を証明しました。
proof-stamped-size = { $size }件までの記録が対象です。
proof-stamped-unchecked = 署名はまだ確かめていません。
proof-unstamped = 未打刻
proof-unstamped-since = { $when }から待っています。届きしだい、ここに出ます。
proof-stamps-off = 時刻の証明は使っていません。
proof-sealed-title = 記録はどこまで守られているか
proof-sealed-lead = 記録を書きかえると、照合値が合わなくなります。照合値を別の場所に置くほど、確かになります。
proof-sealed-until = 封をした記録
proof-sealed-last = この会社の記録は、{ $number }番（{ $when }）まで封がされています。
proof-sealed-none = この会社の記録は、まだありません。
proof-sealed-size = このシステム全体では{ $size }件です。
proof-keep = 照合値を手元に置く
proof-keep-why = 会社と支援者が同じ機械を使っているときは、機械の外に照合値を置いてください。あとで記録と比べられます。
proof-keep-act = 照合値を保存
proof-keep-mail = 経営者と責任者には、月に一度、照合値をメールで送ります。消さずに残してください。
proof-verify-link = 手元の照合値を記録と比べる
proof-trail-link = 管理者のページ「証跡」を開く
proof-verify-title = 照合値を確かめる
proof-verify-lead = 紙やファイルにある照合値が、このシステムの記録のものかを調べます。記録の中身は表示しません。
proof-verify-size = 記録の件数
proof-verify-root = 照合値
proof-verify-entry = 記録の番号
proof-verify-leaf = その記録の照合値
proof-verify-leaf-hint = 初めの16文字以上を入れてください。
proof-verify-act = 確かめる
proof-verify-limits = このページの答えは、このシステムが出しています。独立に確かめるには、証明ファイルと公開鍵を使ってください。
proof-found-unreadable = 入れた文字を読めませんでした。件数は数字、照合値は紙のとおりに入れてください。
proof-found-larger = この照合値は、今ある記録より多い件数のものです。別のシステムのものか、記録が古い状態に戻されています。
proof-found-other = この照合値は、このシステムの記録と合いません。
proof-found-checkpoint = この照合値は、このシステムの記録のものです。今の記録は、そこから続いています。
proof-found-entry = この記録は、この照合値に入っています。今の記録は、そこから続いています。
proof-found-no-entry = 照合値は合いますが、この番号の記録はその中にありません。
proof-mail-subject = 記録の照合値（{ $company }）
proof-mail-body =
    { $company }の記録は、{ $at }の時点で、次の照合値で封がされています。

    { $note }

    このメールは消さずに残してください。記録があとから変えられると、この照合値と合わなくなります。
    確かめ方と今の様子:
    { $link }
