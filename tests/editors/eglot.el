;;; eglot.el --- Emacs drives the server  -*- lexical-binding: t -*-

;;; Commentary:
;; Opens a draft, lists the findings, applies a fix, looks at the buffer.
;; emacs --batch -l tests/editors/eglot.el, with RASOAT and DRAFT in the environment.

;;; Code:

(package-initialize)
(require 'eglot)
(require 'flymake)

(defun rasoat-wait-for (what condition)
  "Wait until CONDITION holds; give up on WHAT after a minute."
  (let ((end (+ (float-time) 60)))
    (while (not (funcall condition))
      (when (> (float-time) end)
        (error "Waited in vain for %s" what))
      (accept-process-output nil 0.05))))

(setq eglot-sync-connect 60
      eglot-autoshutdown nil
      eglot-confirm-server-initiated-edits nil
      make-backup-files nil
      inhibit-message nil)
(add-to-list 'eglot-server-programs
             `(text-mode . (,(getenv "RASOAT") "lsp"
                            :initializationOptions (:lang "en" :folder :json-false))))
;; Without a folder of version control, the folder of the file is the project.
(setq project-find-functions
      (list (lambda (folder) (cons 'transient folder))))

(find-file (getenv "DRAFT"))
(text-mode)
(apply #'eglot (eglot--guess-contact))
(rasoat-wait-for "findings"
                 (lambda ()
                   (flymake-start)
                   (> (length (flymake-diagnostics)) 0)))
(dolist (finding (flymake-diagnostics))
  (message "%d: %s" (line-number-at-pos (flymake-diagnostic-beg finding))
           (car (split-string (flymake-diagnostic-text finding) "\n"))))

(let* ((finding (or (seq-find (lambda (one)
                                (string= (buffer-substring-no-properties
                                          (flymake-diagnostic-beg one) (flymake-diagnostic-end one))
                                         "II. ĐÁNH GIÁ CHUNG"))
                              (flymake-diagnostics))
                    (error "The duplicate number was not found, or its place is wrong")))
       (start (flymake-diagnostic-beg finding)))
  (goto-char start)
  (let* ((actions (eglot-code-actions start (1+ start) "quickfix"))
         (fix (or (seq-find (lambda (action) (string-match-p "III" (plist-get action :title))) actions)
                  (error "No fix was offered"))))
    (eglot--apply-workspace-edit (plist-get fix :edit)))
  (goto-char start)
  (let ((line (buffer-substring-no-properties (line-beginning-position) (line-end-position))))
    (unless (string= line "III. ĐÁNH GIÁ CHUNG")
      (error "The buffer is wrong: %s" line))))
(message "eglot: done")
(set-buffer-modified-p nil)
(eglot-shutdown (eglot-current-server))
(kill-emacs 0)

;;; eglot.el ends here
